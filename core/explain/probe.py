"""Asking the network about perturbations of one photo."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import ExplainSettings, Photo
from core.errors import EngineError
from core.explain import surrogate
from core.explain.designs import Rows
from core.explain.perturbation import MaskedPictures
from core.explain.segmentation import Segmentation
from core.explain.stem_table import StemTable
from core.vocabulary import Target

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.inference.stem import Answering
    from core.jobs import CancelToken

AT_ONCE: Final = 4
"""Batches of the engine's that are asked for together where it answers so fast that its threads
wait for each other for a twentieth of the time, behind each call."""


class Probe:
    """A photo, cut up and ready to be shown in parts.

    Parameters
    ----------
    classifier : Classifier
        Its engine is used by nobody else meanwhile.
    photo : Photo
    segmentation : Segmentation
        Of this photo's pixels.
    settings : ExplainSettings
        What superpixels that are off are filled with.

    Attributes
    ----------
    settings : ExplainSettings
        As given.
    engine : EngineFacts
        What answers.
    """

    def __init__(
        self,
        classifier: Classifier,
        photo: Photo,
        segmentation: Segmentation,
        settings: ExplainSettings,
    ) -> None:
        self.settings = settings
        self._engine = classifier.engine
        self.engine = classifier.engine.facts
        self._pack = classifier.pack
        fill, colour, size = settings.fill, settings.fill_colour, self._engine.size
        self._masked = MaskedPictures(photo.pixels, segmentation, fill, size, colour)
        self.segmentation = segmentation
        self._table: StemTable | None = None

    @property
    def at_once(self) -> int:
        """Perturbations that are best asked for together."""
        return self._engine.batch_size * (1 if self._table is None else AT_ONCE)

    def expect(self, samples: int, token: CancelToken | None = None) -> None:
        """Work out beforehand what so many perturbations have in common, where that pays.

        Parameters
        ----------
        samples : int
            Asked for from now on, about so many.
        token : CancelToken, optional
            Looked at meanwhile.

        Raises
        ------
        Cancelled
        """
        stem = self._engine.stem
        self._table = None if stem is None else StemTable.of(stem, self._masked, samples, token)

    def ask(self, rows: Rows, labels: list[str], target: Target) -> NDArray[np.float64]:
        """Run one batch of perturbations.

        Parameters
        ----------
        rows : (m, n_superpixels) bool
            At most `at_once`, or cancel is long not heard.
        labels : list of str
            Classes of the pack; for log-odds those that can occur.
        target : Target

        Returns
        -------
        (m, k) float64
            Calibrated probabilities or their log-odds, among the classes that can occur.

        Raises
        ------
        EngineError
            The network answered NaN or infinity.
        """
        return self._targets(self._begin(rows)(), labels, target)

    def ask_all(
        self, rows: Rows, labels: list[str], target: Target, token: CancelToken | None = None
    ) -> NDArray[np.float64]:
        """Run any number of perturbations, batch by batch; cancel is heard before each."""
        size = self.at_once
        batches = (rows[start : start + size] for start in range(0, len(rows), size))
        answers = self.answers(batches, labels, target, token, all_wanted=True)
        return np.concatenate([values for _, values in answers])

    def answers(
        self,
        batches: Iterable[Rows],
        labels: list[str],
        target: Target,
        token: CancelToken | None = None,
        *,
        all_wanted: bool,
    ) -> Iterator[tuple[Rows, NDArray[np.float64]]]:
        """Run batch by batch; cancel is heard before each.

        Parameters
        ----------
        batches, labels, target
            See `ask`.
        token : CancelToken, optional
        all_wanted : bool
            Then the next batch is begun before an answer is given, where that keeps cores at work:
            what is new in it is worked out while the former's last layers run.

        Yields
        ------
        rows : (m, n_superpixels) bool
        values : (m, k) float64
        """
        ahead = 1 if all_wanted and self._table is not None else 0
        waiting: deque[tuple[Rows, Answering]] = deque()
        for rows in batches:
            if token is not None:
                token.check()
            waiting.append((rows, self._begin(rows)))
            if len(waiting) > ahead:
                begun, answering = waiting.popleft()
                yield begun, self._targets(answering(), labels, target)
        for begun, answering in waiting:
            yield begun, self._targets(answering(), labels, target)

    def _begin(self, rows: Rows) -> Answering:
        if self._table is not None and len(rows) > 1:  # a single one runs faster whole
            return self._table.begin(rows)
        logits = self._engine.run_written(
            len(rows), lambda part, place: self._masked.write(rows[part], place)
        )
        return lambda: logits

    def _targets(
        self, logits: NDArray[np.float32], labels: list[str], target: Target
    ) -> NDArray[np.float64]:
        if not np.isfinite(logits).all():
            raise EngineError("the model answered with values that are not finite numbers")
        columns = [self._pack.labels.index(label) for label in labels]
        admitted = self._pack.choice.apply(logits)
        return surrogate.targets(admitted, self._pack.card.temperature, columns, target)
