"""Folders, thumbnails and what feeds them."""
