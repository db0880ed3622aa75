"""What the main window is filled with: widgets that show and ask.

May import ui alone; the three panels do not import each other.
"""
