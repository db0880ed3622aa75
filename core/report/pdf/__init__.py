"""The report as a PDF: its canvas, its pages, what is attached to it, and the seal over it all.

May import `drawing` and what the report says. ReportLab draws here and nowhere else.
"""
