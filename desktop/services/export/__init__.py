"""What leaves the window: what was chosen, what it will look like, and its writing on a worker."""
