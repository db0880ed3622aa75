"""Products drawn as vector shapes with light and shadow: the sample photos of the programme."""
