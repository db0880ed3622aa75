"""What all of the window is made of: theme, words, icons, small controls, records to show.

Imports no other room of the window.
"""
