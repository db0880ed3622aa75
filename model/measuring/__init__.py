"""What networks answered, and the figures and pages made of it."""
