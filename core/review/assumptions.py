"""What a review's savings are held against; light, since the window's settings keep it."""

from dataclasses import dataclass
from typing import Final

HOUR_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What tagging by hand would take; the reviewer can change each.

    Attributes
    ----------
    seconds_per_photo : float
        Above 0. The default is what the published price of manual tagging, 1.25 US dollars an
        image, buys at a wage of 25 US dollars an hour.
    cost_per_photo : float or None
        What tagging one by hand costs; None where nothing is to be said of money.
    currency : str
        Of the cost, a code of `CURRENCIES`.
    """

    seconds_per_photo: float = 180.0
    cost_per_photo: float | None = None
    currency: str = "EUR"

    @property
    def cost_per_hour(self) -> float | None:
        """Of the time that tagging by hand takes; None without a cost."""
        if self.cost_per_photo is None:
            return None
        return self.cost_per_photo / self.seconds_per_photo * HOUR_S
