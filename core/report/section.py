"""Parts of a page in words, figures and plots, before anybody draws them."""

from dataclasses import dataclass

Cells = tuple[str, ...]
"""Of a row, from left to right."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in a frame whose both axes begin at 0.

    Attributes
    ----------
    title, across, up : str
        Of the plot, of the horizontal and of the vertical axis.
    points : tuple of (float, float)
        Shares, from left to right.
    top : float
        Where the vertical axis ends, in (0, 1]; the horizontal one ends at 1.
    sizes : tuple of float
        One per point in [0, 1]: draws marks, larger for more; empty: a line alone.
    diagonal : bool
        Show where both axes are equal.
    marked : (float, float) or None
        A point of its own colour, and the word beside it.
    word : str
    """

    title: str
    across: str
    up: str
    points: tuple[tuple[float, float], ...]
    top: float = 1.0
    sizes: tuple[float, ...] = ()
    diagonal: bool = False
    marked: tuple[float, float] | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A square of shares; each row sums to 1 at most.

    Attributes
    ----------
    title, across, up : str
    rows : tuple of tuple of float
        Square.
    """

    title: str
    across: str
    up: str
    rows: tuple[tuple[float, ...], ...]


Plot = Curve | HeatMap


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures; the first column is a name, the others stand to the right."""

    columns: Cells
    rows: tuple[Cells, ...]


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
        Drawn by `drawing.plots`.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    plots: tuple[Plot, ...] = ()
