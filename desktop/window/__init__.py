"""The main window and its bars: lays out panels and holds actions, decides nothing.

May import dialogs, panels, system and ui, no service.
"""
