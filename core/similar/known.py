"""The vectors of one review's photos, in memory, by what the photos hold."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.similar.features import Vectors, unit


class KnownVectors:
    """Grows while photos are looked at; 1 kB a photo where vectors are 256 wide. One thread."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._parts: list[Vectors] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, subject: str) -> bool:
        return subject in self._rows

    @property
    def bytes(self) -> int:
        """Memory that the vectors take."""
        return sum(part.nbytes for part in self._parts)

    def add(self, subjects: Sequence[str], vectors: NDArray[np.floating]) -> None:
        """Take in vectors (N, w), those not known yet."""
        new = {
            subject: place for place, subject in enumerate(subjects) if subject not in self._rows
        }
        if not new:
            return
        first = len(self._rows)
        self._rows.update((subject, first + offset) for offset, subject in enumerate(new))
        self._parts.append(unit(vectors[list(new.values())]))

    def lacking(self, subjects: Iterable[str]) -> list[str]:
        """Give the subjects without a vector, each once, in their order."""
        return [subject for subject in dict.fromkeys(subjects) if subject not in self._rows]

    def rows(self, subjects: Iterable[str | None]) -> NDArray[np.int64]:
        """Give where subjects stand in `similarities`, -1 for those without a vector."""
        row = self._rows.get
        return np.array([-1 if one is None else row(one, -1) for one in subjects], dtype=np.int64)

    def similarities(self, subject: str) -> NDArray[np.float32]:
        """Compare every vector with a known subject's: the cosine of each, in [-1, 1].

        A vector compared with itself gives 1 to the last bit.
        """
        whole, row = self._whole(), self._rows[subject]
        made: NDArray[np.float32] = np.clip(whole @ whole[row], -1, 1)
        if whole[row].any():
            made[row] = 1
        return made

    def _whole(self) -> Vectors:
        """Put the parts together once something is asked, not with every batch."""
        if len(self._parts) > 1:
            self._parts = [np.concatenate(self._parts)]
        return self._parts[0]
