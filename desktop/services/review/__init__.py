"""The review file behind the window, its lists and its decisions."""
