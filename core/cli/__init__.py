"""The commands without a window, one module each, and the options that they share.

May import all of the core; what is heavy, inside functions alone.
"""
