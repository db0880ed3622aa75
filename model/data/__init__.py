"""Labelled photos: read, chosen, decoded, and changed as studios and cameras would.

Imports the core alone.
"""
