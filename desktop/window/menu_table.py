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
            LINE,
            "Export",
            "This explanation as PDF",
            "This explanation as PNG",
            LINE,
            "Session summary",
            "Save a copy of the review",
            LINE,
            "Open another network",
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
            "Select all",
            LINE,
            "Search",
            "Narrow the list",
            "Filter",
            "Clear all",
            LINE,
            "History",
            "Rename or merge tags",
            "Reviewer's name",
        ),
    ),
    (
        tr_noop("&View"),
        (
            "Grid",
            "Sort the list",
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
            "Accept",
            "Correct",
            "Keep it",
            "Flag",
            "Skip",
            (tr_noop("Take a class as the tag"), TAKEN),
            LINE,
            "Next in the list",
            "Previous in the list",
            LINE,
            "Accept by itself",
            "Check what was accepted by itself",
            LINE,
            "Group photos into products",
            (
                tr_noop("Photos of the product"),
                (
                    "Next photo of the product",
                    "Previous photo of the product",
                    LINE,
                    "Other product",
                    "Own product",
                    "Set aside",
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
            "Contrast",
            "What if",
            (
                tr_noop("Regions"),
                ("Next", "Switch", "Only", "Without", LINE, "Invert", "Reset"),
            ),
            LINE,
            "Overlay",
            "How it is made",
            LINE,
            "Cancel",
        ),
    ),
    (
        tr_noop("&Help"),
        ("Keys", LINE, "About this model", "About Tagproof"),
    ),
)
"""The bar of menus, from left to right."""
