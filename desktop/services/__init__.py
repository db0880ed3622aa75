"""Work behind the window, on threads: tagging, explaining, painting, loading, the review.

May import system and ui, and no widget.
"""
