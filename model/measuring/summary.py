"""The main figures of evaluations as tables: one network, or several side by side."""

from collections.abc import Sequence
from typing import Any, Final

from core.wording import percent
from model.measuring.page import percent_cell, table

Figures = dict[str, Any]
"""What `model.evaluate` writes."""

GROUPS: Final = {"by_source": "source", "by_view": "view", "by_ground": "ground"}
"""Tables of photos of foreign shops, and what their rows are."""


def main_table(evaluations: Sequence[Figures]) -> str:
    """Lay out the main figures, a column for each network; a dash where one was not measured."""
    columns = [_rows(figures) for figures in evaluations]
    names = list(dict.fromkeys(name for column in columns for name in column))
    first = evaluations[0]
    photos = f"{first['photos']:,} photos of `{first['subset']}`"
    if len(evaluations) == 1:
        head = [f"{first['pack']} on {photos}", "measured (95 %)"]
    else:
        head = [f"on {photos}, and others", *(figures["pack"] for figures in evaluations)]
    missing = percent_cell(None)
    return table(head, [(name, *(c.get(name, missing) for c in columns)) for name in names])


def _rows(figures: Figures) -> dict[str, str]:
    rows = {
        "top-1": with_interval(figures["top1"]),
        "top-5": with_interval(figures["top5"]),
        "top-1 without twins of training photos": with_interval(figures["top1_without_twins"]),
        **{f"top-1, pictures of {k}": with_interval(v) for k, v in figures["top1_by_size"].items()},
        "called known": with_interval(figures["known"]["coverage"]),
        "right among known": with_interval(figures["known"]["right"]),
        "macro-F1": percent_cell(figures["macro_f1"]),
        "calibration error": f"{figures['calibration_error']:.3f}",
    }
    for key, name in (("unknown", "unknown classes"), ("nonproducts", "no products")):
        if key in figures:
            rows[f"AUROC, {name}"] = f"{figures[key]['auroc']:.3f}"
            rows[f"{name} called known"] = percent_cell(figures[key]["status"]["known"])
    if "partial" in figures:
        rows["sellers' photos, accepted"] = with_interval(figures["partial"]["accepted"])
        wrong = figures["partial"]["wrong_called_known"]
        rows["sellers' photos, wrong and called known"] = percent_cell(wrong)
    return rows | _shop_rows(figures["shops"]) if "shops" in figures else rows


def _shop_rows(shops: Figures) -> dict[str, str]:
    return {
        f"other shops, mean of {shops['sources']} sources": with_interval(shops["mean"]),
        "the same, only each source's classes": with_interval(shops["mean_of_own"]),
        "other shops, called known": with_interval(shops["known"]["coverage"]),
        "other shops, right among known": with_interval(shops["known"]["right"]),
        "other shops, other things called known": with_interval(shops["others_known"]),
        "other shops, area under risk-coverage": percent_cell(shops["area"]),
    }


def shop_tables(evaluations: Sequence[Figures]) -> str:
    """Lay out other shops by source, view and ground, the networks one after the other."""
    parts = []
    for group, what in GROUPS.items():
        head = [what, "photos"]
        for figures in evaluations:
            head += [f"{figures['pack']}: top-1", "known", "right among known"]
        kept = {name: row for name, row in evaluations[0]["shops"][group].items() if row["top1"]}
        rows = [
            (name, f"{row['top1']['photos']:,}", *_of_group(evaluations, group, name))
            for name, row in kept.items()
        ]
        parts.append(table(head, rows))
    return "\n\n".join(parts)


def _of_group(evaluations: Sequence[Figures], group: str, name: str) -> list[str]:
    cells = []
    for figures in evaluations:
        row = figures["shops"][group][name]
        cells.append(with_interval(row["top1"]))
        cells += [
            percent_cell(row[key]["value"] if row[key] else None)
            for key in ("known", "right_among_known")
        ]
    return cells


def with_interval(share: dict[str, float] | None) -> str:
    """Write a share and its 95 % interval into a table; a dash for none."""
    if share is None:
        return percent_cell(None)
    return f"{percent(share['value'])} ({100 * share['low']:.1f} to {100 * share['high']:.1f})"
