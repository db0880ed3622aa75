"""The samples of one explanation while they come in, and what follows from them so far."""

import time

import numpy as np
from numpy.typing import NDArray

from core.entities import ExplainSettings, Explanation, Surrogate
from core.explain import surrogate
from core.explain.agreement import stability
from core.explain.designs import Rows
from core.explain.probe import Probe
from core.explain.stopping import Rule

Floats = NDArray[np.float64]


class Samples:
    """Perturbations with the network's answers; a row of bits and a few numbers each.

    Parameters
    ----------
    probe : Probe
    labels : list of str
        Classes explained; the first decides when the ranking is stable.
    settings : ExplainSettings
    rule : Rule
        What goes with the way the samples are drawn.
    started : float
        `time.perf_counter()` when the explanation began.
    """

    def __init__(
        self,
        probe: Probe,
        labels: list[str],
        settings: ExplainSettings,
        rule: Rule,
        started: float,
    ) -> None:
        self._probe = probe
        self._labels = labels
        self._settings = settings
        self._started = started
        self._rule = rule
        self._rows = np.empty((settings.samples, probe.segmentation.count), dtype=bool)
        self._values = np.empty((settings.samples, len(labels)))
        self._stable = False
        self._fitted: tuple[surrogate.Fit, surrogate.Fit] | None = None
        self._fitted_at = -1
        self.count = 0

    def add(self, rows: Rows, values: Floats) -> None:
        """Take in one batch of perturbations, with the network's answers to them."""
        end = self.count + len(rows)
        self._rows[self.count : end] = rows
        self._values[self.count : end] = values
        self.count = end

    def stop_if_stable(self) -> bool:
        """Tell whether two disjoint halves of the samples agree on the first class's ranking."""
        halves = self._halves_fitted()
        self._stable = halves is not None and self._rule.stable(
            stability(*(half.weights[0] for half in halves))
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
        model = self._fit(rows, values)
        scores = surrogate.r2(model, rows, values, width)
        held_out = self._held_out()
        errors = self._rule.error_share * surrogate.standard_errors(rows, values, width)
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

    def _halves_fitted(self) -> tuple[surrogate.Fit, surrogate.Fit] | None:
        """Fit two disjoint halves of the samples, once per count; None with too few samples."""
        if self._fitted_at != self.count:
            parts = surrogate.halves(self.count)
            rows, values = self._taken
            self._fitted, self._fitted_at = None, self.count
            if min(map(len, parts)) > 0:
                one, two = (self._fit(rows[part], values[part]) for part in parts)
                self._fitted = one, two
        return self._fitted

    def _held_out(self) -> Floats:
        """R2 of each half's model on the other half, averaged; NaN with no samples to hold out."""
        fitted = self._halves_fitted()
        if fitted is None:
            return np.full(len(self._labels), np.nan)
        width, (rows, values) = self._settings.kernel_width, self._taken
        others = reversed(surrogate.halves(self.count))
        scores = [
            surrogate.r2(model, rows[other], values[other], width)
            for model, other in zip(fitted, others, strict=True)
        ]
        mean: Floats = np.mean(scores, axis=0)
        return mean

    def _surrogate(
        self,
        model: surrogate.Fit,
        scores: Floats,
        k: int,
        held_out: float = float("nan"),
        errors: Floats | None = None,
    ) -> Surrogate:
        fitted = self._halves_fitted()
        return Surrogate(
            label=self._labels[k],
            weights=model.weights[k],
            intercept=float(model.intercepts[k]),
            r2=float(scores[k]),
            local_prediction=float(model.unperturbed[k]),
            model_value=float(self._values[0, k]),
            held_out_r2=held_out,
            standard_errors=errors,
            halves=np.stack([half.weights[k] for half in fitted]) if fitted else None,
        )

    def _explanation(self, surrogates: list[Surrogate], *, final: bool) -> Explanation:
        return Explanation(
            label=self._labels[0],
            segments=self._probe.segmentation.labels,
            surrogates={one.label: one for one in surrogates},
            samples=self.count,
            settings=self._settings,
            seconds=time.perf_counter() - self._started,
            final=final,
            stable=self._stable,
            background=self._probe.segmentation.background,
            engine=self._probe.engine,
            decided=self._probe.settings,
        )
