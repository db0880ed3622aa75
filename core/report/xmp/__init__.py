"""Tags as keywords of the photos themselves, in XMP: what other programs for photos read.

Files that are there are edited in place: every byte but that of our own keywords stays.
"""
