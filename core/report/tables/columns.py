"""The columns of a review's table, and what may stand in a cell of any table."""

from typing import Final

from core.report.json_text import Json, JsonObject

SCHEMA: Final = "review-1"
"""Describes a row: resources/schema/review-1.json."""
PART: Final = "review-part-1"
"""The same fields, those that were chosen: resources/schema/review-part-1.json."""

COLUMNS: Final = (
    "path", "product_name", "status", "label", "confidence", "second_label", "second_confidence",
    "margin", "rival", "badge", "catalog_tag", "catalog_label", "agreement", "tag_doubt",
    "decision", "tag", "reason", "automatic", "reviewer", "decided_at", "cluster", "error", "size",
    "modified", "sha256", "box", "network", "network_sha256", "classes",
    "audit_entry", "product", "photos", "photo_labels", "photo_confidences", "photo_boxes",
    "contradictions",
)  # fmt: skip

Columns = tuple[str, ...]
"""Of `COLUMNS`, in the order in which a table shows them."""

ReviewRow = JsonObject
"""A photo or product of a review, by column."""

BETWEEN: Final = " | "
"""Stands between the photos of a product in one cell."""

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula, or skips before one."""

WIDE_FORMULA_STARTS: Final = ("＝", "＋", "－", "＠")
"""Full-width forms, which some spreadsheets treat alike."""


def neutral(text: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what may begin a formula."""
    starts = (*FORMULA_STARTS, *WIDE_FORMULA_STARTS)
    return f"'{text}" if text.lstrip(" ").startswith(starts) else text


def cell(value: Json) -> str:
    """Write a value for a spreadsheet: six decimals, nothing for what there is not."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return neutral(BETWEEN.join(cell(one).removeprefix("'") for one in value))
    return f"{value:.6f}" if isinstance(value, float) else neutral(str(value))
