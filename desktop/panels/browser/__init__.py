"""Folders, views and the list of photos."""
