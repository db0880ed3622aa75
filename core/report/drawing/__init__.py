"""Ink on any surface: pens, plots, pages, fonts and the shaping of text, on paper as on a screen.

May import what the report says; knows no file format.
"""
