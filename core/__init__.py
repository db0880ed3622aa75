"""Tagproof without a window: decode, tag, explain, report. Knows nothing of Qt."""
