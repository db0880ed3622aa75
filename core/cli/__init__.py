"""The commands without a window, one module each, and the options that they share."""
