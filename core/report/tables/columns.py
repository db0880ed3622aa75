"""The columns of all tables."""

from typing import Final

from core.report.json_text import JsonObject

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

OUTCOME_COLUMNS: Final = (
    "path", "label", "confidence", "second_label", "second_confidence", "status", "error",
)  # fmt: skip
"""Of what `classify` writes."""

CHANGE_COLUMNS: Final = ("product", "before", "after", "by", "photo", "why")
"""Of a list of changes in a shop's file."""

Columns = tuple[str, ...]
"""Of those a table has, in the order in which it shows them."""

ReviewRow = JsonObject
"""A photo or product of a review, by column."""
