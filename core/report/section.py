"""Parts of a page in words, figures and plots, before anybody draws them."""

from dataclasses import dataclass

from core.report.drawing.plots import Plot

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures; the first column is a name, the others stand to the right."""

    columns: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the model page, in this order.

    Attributes
    ----------
    heading : str
    paragraphs : tuple of str
    facts : tuple of (str, str)
        By name; a value may be long.
    table : Table or None
    plots : tuple of Curve or HeatMap
        For `raster.plot_pixels`, or any other pen.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    plots: tuple[Plot, ...] = ()
