"""The photo and its explanation side by side, with linked zoom and pan."""
