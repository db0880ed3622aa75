"""When a network's 8-bit form may answer in place of the float one."""

from typing import Final

LARGEST_LOSS: Final = 0.003
"""Share of photos that the 8-bit form may lose and still ship."""

LEAST_AGREEMENT: Final = 0.99
"""Share of photos that both forms must tag alike."""


def is_as_good(accuracy_lost: float, agreement: float) -> bool:
    """Whether the 8-bit form tags as the float one does, both given as shares of photos."""
    return accuracy_lost <= LARGEST_LOSS and agreement >= LEAST_AGREEMENT
