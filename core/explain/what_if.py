"""What the network says when superpixels are off, beside what the surrogate expects of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

import numpy as np
from numpy.typing import NDArray

from core.entities import Explanation, Photo, Surrogate
from core.explain.probe import Probe
from core.explain.segmentation import Segmentation
from core.vocabulary import Target

if TYPE_CHECKING:
    from core.inference.classifier import Classifier

Switches = NDArray[np.bool_]
"""One perturbation: (n_superpixels,), True where a superpixel is on."""


def all_on(superpixels: int) -> Switches:
    """Give the photo as it is."""
    return np.ones(superpixels, dtype=bool)


def only(superpixels: int, chosen: Iterable[int]) -> Switches:
    """Switch everything off but these."""
    return ~without(superpixels, chosen)


def without(superpixels: int, chosen: Iterable[int]) -> Switches:
    """Switch off these."""
    return switched(all_on(superpixels), chosen, on=False)


def switched(switches: Switches, chosen: Iterable[int], *, on: bool) -> Switches:
    """Switch these on or off, as dragging over them does; a new array."""
    changed = switches.copy()
    changed[list(chosen)] = on
    return changed


def toggled(switches: Switches, superpixel: int) -> Switches:
    """Switch one over; a new array."""
    return switched(switches, [superpixel], on=not switches[superpixel])


def expected_probability(surrogate: Surrogate, switches: Switches, target: Target) -> float:
    """Tell what a surrogate predicts for a perturbation.

    Parameters
    ----------
    surrogate : Surrogate
    switches : (n_superpixels,) bool
    target : Target
        What the surrogate was fitted to.

    Returns
    -------
    float
        A probability in [0, 1] from log-odds; a surrogate that was fitted to probabilities may
        leave that range, and is shown as it is.
    """
    value = surrogate.intercept + float(surrogate.weights[switches].sum())
    match target:
        case Target.PROBABILITY:
            return value
        case Target.LOG_ODDS:
            return float(np.exp(-np.logaddexp(0.0, -value)))
        case _:
            assert_never(target)


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """The network and the surrogate on one perturbation.

    Attributes
    ----------
    probabilities : (n_classes,) float64
        The network's, calibrated.
    actual : float
        The network's probability of the class in question.
    expected : float
        The surrogate's.
    """

    probabilities: NDArray[np.float64]
    actual: float
    expected: float

    @property
    def gap(self) -> float:
        """How much more the surrogate expects than the network says."""
        return self.expected - self.actual


class WhatIf:
    """A photo whose superpixels can be switched, asked one perturbation at a time.

    Parameters
    ----------
    classifier : Classifier
        Its engine is used by nobody else meanwhile.
    photo : Photo
    explanation : Explanation
        Of this photo by this network; its superpixels and its fill are used.
    """

    def __init__(self, classifier: Classifier, photo: Photo, explanation: Explanation) -> None:
        self._labels = list(classifier.pack.labels)
        self._explanation = explanation
        segmentation = Segmentation(explanation.segments, explanation.background)
        self._probe = Probe(classifier, photo, segmentation, explanation.used)

    def ask(self, switches: Switches, label: str | None = None) -> WhatIfAnswer:
        """Run one perturbation through the network.

        Parameters
        ----------
        switches : (n_superpixels,) bool
        label : str, optional
            A class with a surrogate; the class explained first where not given.

        Raises
        ------
        EngineError
            The network answered NaN or infinity.
        """
        name = label or self._explanation.label
        answer = self._probe.ask(switches[None], self._labels, Target.PROBABILITY)[0]
        surrogate = self._explanation.surrogates[name]
        target = self._explanation.settings.target
        return WhatIfAnswer(
            probabilities=answer,
            actual=float(answer[self._labels.index(name)]),
            expected=expected_probability(surrogate, switches, target),
        )
