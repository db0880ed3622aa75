"""The samples of one explanation while they come in, and what follows from them so far."""

import time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import ExplainSettings, Explanation, Sampling, Stability, Surrogate, Target
from core.explain import surrogate
from core.explain.agreement import stability
from core.explain.perturbation import Rows
from core.explain.probe import Probe

Floats = NDArray[np.float64]

STABLE_CORRELATION: Final = 0.8
"""Rank correlation of two halves from which a ranking counts as stable. All samples together
then correlate with the truth at about 0.94 (Spearman-Brown: sqrt(2r / (1 + r)))."""

STABLE_JACCARD: Final = 0.6
"""Overlap of the halves' top five that is asked for as well: four of five are the same."""


class Samples:
    """Perturbations with the network's answers; a row of bits and a few numbers each.

    Parameters
    ----------
    probe : Probe
    labels : list of str
        Classes explained; the first decides when the ranking is stable.
    settings : ExplainSettings
    started : float
        `time.perf_counter()` when the explanation began.
    """

    def __init__(
        self, probe: Probe, labels: list[str], settings: ExplainSettings, started: float
    ) -> None:
        self._probe = probe
        self._labels = labels
        self._settings = settings
        self._started = started
        self._rows = np.empty((settings.samples, probe.segmentation.count), dtype=bool)
        self._values = np.empty((settings.samples, len(labels)))
        self._stable = False
        self.count = 0

    def add(self, rows: Rows) -> None:
        """Ask the network about one batch of perturbations."""
        end = self.count + len(rows)
        self._rows[self.count : end] = rows
        self._values[self.count : end] = self._probe.ask(rows, self._labels, self._settings.target)
        self.count = end

    def stop_if_stable(self) -> bool:
        """Tell whether two disjoint halves of the samples agree on the ranking."""
        agreed = self._agreement()
        self._stable = (
            agreed.rank_correlation >= STABLE_CORRELATION and agreed.top5_jaccard >= STABLE_JACCARD
        )
        return self._stable

    def preview(self) -> Explanation:
        """Give what is known so far: weights without standard errors or held-out R2."""
        rows, values = self._taken
        model = self._fit(rows, values)
        scores = surrogate.r2(model, rows, values, self._settings.kernel_width)
        surrogates = [self._surrogate(model, scores, k) for k in range(len(self._labels))]
        return self._explanation(surrogates, final=False)

    def result(self) -> Explanation:
        """Give the finished explanation."""
        if self._settings.until_stable:
            self.stop_if_stable()
        rows, values = self._taken
        width = self._settings.kernel_width
        model = self._final_fit()
        scores = surrogate.r2(model, rows, values, width)
        held_out = self._held_out()
        errors = surrogate.standard_errors(rows, values, width)
        surrogates = [
            self._surrogate(model, scores, k, float(held_out[k]), errors[k])
            for k in range(len(self._labels))
        ]
        return self._explanation(surrogates, final=True)

    @property
    def _taken(self) -> tuple[Rows, Floats]:
        return self._rows[: self.count], self._values[: self.count]

    def _fit(self, rows: Rows, values: Floats) -> surrogate.Fit:
        return surrogate.fit(rows, values, self._settings.kernel_width)

    def _final_fit(self) -> surrogate.Fit:
        settings = self._settings
        if (settings.sampling, settings.target) == (Sampling.INDEPENDENT, Target.PROBABILITY):
            # Settings that claim to be lime's get lime's own code.
            return surrogate.fit_with_lime(*self._taken, settings.kernel_width, settings.seed)
        return self._fit(*self._taken)

    def _halves(self, classes: int) -> list[tuple[Rows, Floats]]:
        rows, values = self._taken
        return [(rows[part], values[part, :classes]) for part in surrogate.halves(self.count)]

    def _agreement(self) -> Stability:
        halves = self._halves(1)
        if any(len(rows) == 0 for rows, _ in halves):
            return Stability(0.0, 0.0)
        first, second = (self._fit(*half) for half in halves)
        return stability(first.weights[0], second.weights[0])

    def _held_out(self) -> Floats:
        """R2 of each half's model on the other half, averaged; NaN with no samples to hold out."""
        halves = self._halves(len(self._labels))
        if any(len(rows) == 0 for rows, _ in halves):
            return np.full(len(self._labels), np.nan)
        first, second = halves
        width = self._settings.kernel_width
        one = surrogate.r2(self._fit(*first), *second, width)
        other = surrogate.r2(self._fit(*second), *first, width)
        return (one + other) / 2

    def _surrogate(
        self,
        model: surrogate.Fit,
        scores: Floats,
        k: int,
        held_out: float = float("nan"),
        errors: Floats | None = None,
    ) -> Surrogate:
        return Surrogate(
            label=self._labels[k],
            weights=model.weights[k],
            intercept=float(model.intercepts[k]),
            r2=float(scores[k]),
            local_prediction=float(model.unperturbed[k]),
            model_value=float(self._values[0, k]),
            held_out_r2=held_out,
            standard_errors=errors,
        )

    def _explanation(self, surrogates: list[Surrogate], *, final: bool) -> Explanation:
        return Explanation(
            label=self._labels[0],
            segments=self._probe.segmentation.labels,
            surrogates={one.label: one for one in surrogates},
            samples=self.count,
            settings=self._settings,
            stability=self._agreement(),
            seconds=time.perf_counter() - self._started,
            final=final,
            stable=self._stable,
            background=self._probe.segmentation.background,
        )
