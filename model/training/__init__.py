"""From photos to weights to a pack: runs, schedules, losses, what is compared, packing.

May import measuring, networks and data.
"""
