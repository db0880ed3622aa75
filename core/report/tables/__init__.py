"""Tables for other programs: rows of photos and reviews, and the formats they come in."""
