"""The review desk: the review file behind the window, its lists and its decisions."""
