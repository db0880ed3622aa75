"""What the network says about the photo shown, and how to look at it."""
