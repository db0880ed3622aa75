"""What networks answered, the figures and pages made of it, and what a card takes from them.

May import networks and data; needs no TensorFlow.
"""
