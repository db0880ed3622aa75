"""The networks, in Keras, and their conversion for LiteRT. May import data."""
