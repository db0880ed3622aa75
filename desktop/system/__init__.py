"""What ties the window to machine and account: settings, signals, start checks, memory.

May import ui alone.
"""
