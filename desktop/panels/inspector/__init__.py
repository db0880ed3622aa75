"""What the network says about the photo shown, what is decided about it, and how to look."""
