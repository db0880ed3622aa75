"""Figures as a language writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The signs of a language's numbers.

    Attributes
    ----------
    decimal, thousands : str
        Between whole and part, and between groups of three digits.
    percent : str
        A share in per cent, its figure in the place of "{}".
    above, below : str
        Before what is merely close to all or to none.
    """

    decimal: str
    thousands: str
    percent: str = "{} %"
    above: str = "> {}"
    below: str = "< {}"

    def number(self, value: float, form: str = "") -> str:
        """Write a number in a form of Python's: ",", ".2f", "+.3f"; with a true minus."""
        swapped = {",": self.thousands, ".": self.decimal, "-": MINUS}
        return "".join(swapped.get(sign, sign) for sign in format(value, form))

    def share(self, share: float, decimals: int = 1) -> str:
        """Write a share, without rounding up to certainty or down to none.

        Parameters
        ----------
        share : float
            In [0, 1].
        decimals : int
            After the point; reports give one, the window none.

        Returns
        -------
        str
            "95.3 %"; "> 99.9 %" for what is merely close to all, "< 0.1 %" for close to none.
        """
        form = f".{decimals}f"
        step, rounded = 10.0**-decimals, float(format(100 * share, form))
        if share < 1 and rounded >= 100:
            return self.above.format(self._per_cent(100 - step, form))
        if share > 0 and rounded == 0:
            return self.below.format(self._per_cent(step, form))
        return self._per_cent(100 * share, form)

    def _per_cent(self, value: float, form: str) -> str:
        return self.percent.format(self.number(value, form))


def points_between(before: float, after: float, decimals: int = 1) -> float:
    """Give the difference of two shares in percentage points, taken of the figures as shown.

    Beside "42 %" and "68 %" stands 26, whatever was rounded away.
    """
    shown = (float(format(100 * share, f".{decimals}f")) for share in (before, after))
    first, second = shown
    return round(second - first, decimals) + 0.0  # no minus before nothing


def one_or_other(number: int) -> str:
    """Tell one from all other numbers, as English and German do."""
    return "one" if number == 1 else "other"


PLURALS: Final[Mapping[str, Callable[[int], str]]] = {"en": one_or_other, "de": one_or_other}
"""Which form of its messages a language uses for a number, in Unicode's words for them."""
