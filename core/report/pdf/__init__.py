"""The report as a PDF: its canvas, its pages, what is attached to it, and its preview."""
