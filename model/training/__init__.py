"""From photos to weights: runs, schedules, losses, and what an epoch came to."""
