"""Kill the program at random moments, as a power cut would, and look what is left."""
