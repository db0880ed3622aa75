"""Ink on any surface: pages, plots, fonts and text shaping, alike on paper and on the screen."""
