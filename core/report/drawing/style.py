"""The look that card and pages share: ink, paper, one accent."""

from typing import Final

INK: Final = "#1B1F24"
MUTED: Final = "#646C76"
RULE: Final = "#DDE1E5"
PANEL: Final = "#F5F6F7"
ACCENT: Final = "#0B6E69"
FOR: Final = "#E66E0A"
"""Evidence for the class; as on the overlay's scale."""

AGAINST: Final = "#2166AC"
"""Evidence against it."""
