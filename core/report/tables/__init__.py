"""Rows for other programs: what a row of a review holds, and each format that it comes in.

May import what the report says, and the review.
"""
