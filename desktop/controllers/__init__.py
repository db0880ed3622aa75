"""What a key or a button sets going: ties panels to services.

May import every other room of the window. Each is given the panels and services it works with;
none knows the main window, which is a QWidget to open dialogs over and no more.
"""
