"""Draws what was measured: `python -m model.plots --json evaluation.json --out DIR`.

Confusion, reliability, risk against coverage, and accuracy by class, from the file that
`python -m model.evaluate --json` writes.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import numpy as np

from core.errors import AppError, FileError, os_cause
from core.outputs import writing
from model.measuring.page import fill
from model.measuring.summary import Figures, main_table, shop_tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE: Final = "#2f6db3"
ORANGE: Final = "#d9822b"


class EvaluationError(FileError):
    """A file that is not what `model.evaluate` writes."""


def draw_confusion(figures: Figures) -> "Figure":
    """Shade, for each true class, the share of its photos that got each tag."""
    labels = list(figures["by_class"])
    counts = np.array(figures["confusion"], dtype=float)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    side = 3 + 0.19 * len(labels)
    figure, axes = _figure(side + 0.8, side)
    shade = axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)
    ticks = range(len(labels))
    axes.set_xticks(ticks, labels, rotation=90, fontsize=7)
    axes.set_yticks(ticks, labels, fontsize=7)
    axes.set(xlabel="tag", ylabel="true class")
    axes.spines[:].set_visible(False)
    bar = figure.colorbar(shade, ax=axes, shrink=0.5, label="share of the true class's photos")
    steps = np.array([0, 0.01, 0.05, 0.2, 0.5, 1])  # the root lets rare mistakes be seen
    bar.set_ticks(np.sqrt(steps), labels=[f"{step:.0%}" for step in steps])
    return figure


def draw_reliability(figures: Figures) -> "Figure":
    """Draw how right tags are against how sure they are; the diagonal is perfect."""
    sure, right, photos = np.array(figures["reliability"]).T
    figure, axes = _figure(5, 4.6)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot(sure, right, color=BLUE, linewidth=1)
    sizes = 15 + 250 * photos / photos.sum()
    axes.scatter(sure, right, sizes, color=BLUE, zorder=3)
    error = figures["calibration_error"]
    axes.set(
        xlim=(0, 1.02),
        ylim=(0, 1.02),
        xlabel="confidence",
        ylabel="share right",
        title=f"calibration error {error:.3f}; dots as large as their photos are many",
    )
    axes.title.set_fontsize(9)
    return figure


def draw_risk_coverage(figures: Figures) -> "Figure":
    """Draw how often tags are wrong against the share of photos that are accepted alone."""
    _, coverage, risk = np.array(figures["risk_coverage"]).T
    figure, axes = _figure(5.4, 4)
    axes.plot(100 * coverage, 100 * risk, color=BLUE)
    known = figures["known"]
    if known["right"]:
        at = 100 * known["coverage"]["value"], 100 * (1 - known["right"]["value"])
        axes.plot(*at, "o", color=ORANGE)
        axes.annotate("tags called known", at, (-6, 8), textcoords="offset points", ha="right")
    axes.set(xlim=(0, 101), xlabel="photos accepted, surest first, %", ylabel="wrong among them, %")
    axes.set_ylim(bottom=0)
    return figure


def draw_classes(figures: Figures) -> "Figure":
    """Draw each class's share of right tags with its 95 % interval, worst at the bottom."""
    shares = {label: share for label, share in figures["by_class"].items() if share}
    order = sorted(shares, key=lambda label: shares[label]["value"])
    value, low, high = (
        np.array([100 * shares[label][key] for label in order]) for key in ("value", "low", "high")
    )
    figure, axes = _figure(6.5, 1.2 + 0.17 * len(order))
    around = np.maximum([value - low, high - value], 0)
    axes.barh(range(len(order)), value, color=BLUE, alpha=0.85)
    axes.errorbar(value, range(len(order)), xerr=around, fmt="none", ecolor="0.35", linewidth=0.8)
    names = [f"{label} ({shares[label]['photos']})" for label in order]
    axes.set_yticks(range(len(order)), names, fontsize=7)
    axes.set(xlim=(0, 100), ylim=(-0.7, len(order) - 0.3), xlabel="right tags, % (photos)")
    axes.axvline(100 * figures["top1"]["value"], color=ORANGE, linewidth=1)
    axes.tick_params(axis="y", length=0)
    return figure


PLOTS: Final[dict[str, Callable[[Figures], "Figure"]]] = {
    "confusion": draw_confusion,
    "reliability": draw_reliability,
    "risk-coverage": draw_risk_coverage,
    "classes": draw_classes,
}


def _figure(width: float, height: float) -> tuple["Figure", "Axes"]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def draw_all(figures: Figures, folder: Path) -> list[Path]:
    """Draw every plot into a folder, made when missing; ExportFailed where that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, draw in PLOTS.items():
        paths.append(folder / f"{name}.png")
        with writing(paths[-1]) as beside:
            draw(figures).savefig(beside, format="png", dpi=120)
    return paths


def to_markdown(figures: Figures, against: Sequence[Figures] = ()) -> str:
    """Lay out the main figures, beside those of other networks where given, and the plots."""
    evaluations = [*against, figures]
    parts = [main_table(evaluations)]
    if all("shops" in told for told in evaluations):
        parts.append(shop_tables(evaluations))
    parts.append("\n".join(f"![{name}](figures/{name}.png)" for name in PLOTS))
    return "\n\n".join(parts)


@click.command()
@click.option("--json", "source", type=click.Path(path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="folder of the plots")
@click.option("--readme", type=click.Path(path_type=Path), help="a page with a block `evaluation`")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    multiple=True,
    help="another network's JSON, for the page's table",
)
def main(source: Path, out: Path, readme: Path | None, against: tuple[Path, ...]) -> None:
    """Draw the figures that `model.evaluate --json` wrote."""
    try:
        figures, others = _read(source), [_read(other) for other in against]
        for path in draw_all(figures, out):
            click.echo(path)
        if readme:
            draw_all(figures, readme.parent / "figures")
            fill(readme, "evaluation", to_markdown(figures, others))
    except AppError as error:
        raise click.ClickException(str(error)) from error


def _read(source: Path) -> Figures:
    try:
        figures = json.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvaluationError(source, os_cause(error)) from error
    except ValueError as error:
        raise EvaluationError(source, "is not JSON") from error
    wanted = {"by_class", "confusion", "reliability", "risk_coverage", "known", "top1"}
    if not isinstance(figures, dict) or not wanted <= figures.keys():
        raise EvaluationError(source, "is not what model.evaluate writes")
    return figures


if __name__ == "__main__":
    main()
