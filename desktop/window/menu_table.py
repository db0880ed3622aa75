"""What stands in which menu: the one place where an action gets its line.

An action is named as it was made: by its first text without the dots. A menu of a menu is a pair
of its title and what stands in it; one that has a maker of its own is named as an action is.
"""

from __future__ import annotations

from typing import Final

from core.vocabulary import tr_noop

LINE: Final = ""
"""Divides what does not belong together."""

Lines = tuple["str | tuple[str, Lines]", ...]
"""Names of actions, lines between them, and menus within the menu."""

CLASSES: Final = tuple(f"Explain class {number}" for number in range(1, 6))
TAKEN: Final = tuple(f"Take class {number}" for number in range(1, 6))

FILES: Final = (
    "Copy path",
    "Copy picture with overlay",
    LINE,
    "Show in the file manager",
    "Open with the system's program",
)
DECIDING: Final = (
    "Accept",
    "Correct",
    "Correct all like it",
    "Repeat",
    "Keep it",
    "Flag",
    "Skip",
)
PARTING: Final = ("Other product", "Own product", "Flagged")
LIKE: Final = ("Similar", "Side by side")
"""What leads to photos like the one looked at."""

TILE: Final[Lines] = (*DECIDING, LINE, *LIKE, *PARTING, LINE, *FILES)
"""On a photo of the list, and of a product's strip."""
ORIGINAL: Final[Lines] = (
    *DECIDING,
    LINE,
    *LIKE,
    "Fit",
    "1:1",
    LINE,
    *FILES,
)
"""On the photo itself."""
OVERLAY: Final[Lines] = (
    (tr_noop("Explain a class"), CLASSES),
    "Explain another class",
    "Contrast",
    "What if",
    LINE,
    "Overlay",
    "Explanation settings",
    "This explanation as PDF",
    LINE,
    *DECIDING,
    LINE,
    *FILES,
)
"""On the photo with its overlay."""
FOLDER: Final[Lines] = (
    "Show folder in the file manager",
    "Copy the folder's path",
    LINE,
    "Open folder",
    "Group photos into products",
)
"""On the folders at the left."""
VIEW: Final[Lines] = ("Select all", "Sort the list", "Filter", LINE, "Auto-accept", "Export")
"""On the views at the left."""
CATALOG: Final[Lines] = (
    "Keep it",
    "Correct",
    LINE,
    "Copy catalog tag",
    "Search for catalog tag",
)
"""On what the catalog says of a photo."""

BAR: Final[tuple[tuple[str, Lines], ...]] = (
    (
        tr_noop("&File"),
        (
            "Open folder",
            "Open photos",
            "Open review",
            "Recent folders",
            "Try the samples",
            LINE,
            "Import the shop's file",
            "Write back to the shop's file",
            "Keywords for other programs",
            LINE,
            "Export",
            "This explanation as PDF",
            "This explanation as PNG",
            LINE,
            "Session summary",
            "Save a copy of the review",
            "Restore from a copy",
            LINE,
            "Open another model",
            "Import a model",
            LINE,
            "Quit",
        ),
    ),
    (
        tr_noop("&Edit"),
        (
            "Undo",
            "Redo",
            LINE,
            "Copy",
            *FILES,
            LINE,
            "Select all",
            LINE,
            "Search",
            "Filter the list",
            "Filter",
            "Clear all",
            LINE,
            "History",
            "Rename or merge tags",
            "Reviewer name",
        ),
    ),
    (
        tr_noop("&View"),
        (
            "Grid",
            "Sort the list",
            (tr_noop("Tiles"), ("Larger tiles", "Smaller tiles", "Default tile size")),
            LINE,
            "Left panel",
            "Right panel",
            "Full screen",
            LINE,
            *LIKE,
            LINE,
            "Fit",
            "1:1",
            "Zoom in",
            "Zoom out",
            (tr_noop("Move the pictures"), ("Look left", "Look right", "Look up", "Look down")),
            LINE,
            "Appearance",
            "Language",
        ),
    ),
    (
        tr_noop("&Decide"),
        (
            *DECIDING,
            (tr_noop("Choose a class as the tag"), TAKEN),
            LINE,
            "Next in the list",
            "Previous in the list",
            "Move on after a decision",
            LINE,
            "Auto-accept",
            "Check auto-accepted photos",
            LINE,
            "Group photos into products",
            (
                tr_noop("Photos of the product"),
                (
                    "Next photo of the product",
                    "Previous photo of the product",
                    LINE,
                    *PARTING,
                ),
            ),
            LINE,
            "Classes that can occur",
            "Pause",
        ),
    ),
    (
        tr_noop("E&xplain"),
        (
            *CLASSES,
            "Explain another class",
            LINE,
            "Box",
            (tr_noop("Box around the item"), ("Keep the box", "Whole photo", "Leave it")),
            LINE,
            "Contrast",
            "What if",
            (
                tr_noop("Regions"),
                ("Next", "Switch", "Only", "Without", LINE, "Invert", "Reset"),
            ),
            LINE,
            "Overlay",
            "Paint the background",
            "Explanation settings",
            LINE,
            "Cancel",
        ),
    ),
    (
        tr_noop("&Help"),
        ("Keyboard shortcuts", LINE, "About this model", "About Tagproof"),
    ),
)
"""The bar of menus, from left to right."""
