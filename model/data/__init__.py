"""Labelled photos: read, decoded, and changed as studios and cameras would."""
