"""How often to count again what changes all the time."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

SOON_MS: Final = 500
"""From a change to its counting: more changes meanwhile are the same."""
REST: Final = 3
"""Times as long as counting took that nothing is counted then: a quarter of a core at most. Every
half second it was half of one with 100,000 photos, for as long as they were found and tagged."""

T = TypeVar("T")


class Pace:
    """Remembers how long counting takes."""

    def __init__(self) -> None:
        self._took_s = 0.0

    def timed(self, count: Callable[[], T]) -> T:
        """Count, on whichever thread."""
        begun = time.monotonic()
        try:
            return count()
        finally:
            self._took_s = time.monotonic() - begun

    @property
    def wait_ms(self) -> int:
        """How long to wait from a change on."""
        return max(SOON_MS, round(1000 * REST * self._took_s))
