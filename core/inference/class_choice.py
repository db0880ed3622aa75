"""Which of a network's classes can occur in a catalog; the others get no probability anywhere.

The choice travels in the pack, and works in one place: on the logits, before they become
probabilities. A class left out has logit -inf from there on, so that whatever is reckoned from
probabilities or log-odds is what a network without that class would give.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import ClassesUnusable, UnknownClass
from core.vocabulary import tr_noop

FEWEST: Final = 2
"""One class alone would be certain of every photo."""


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """The classes of one catalog.

    Attributes
    ----------
    names : tuple of str
        Those that can occur, in the network's order; empty where all can.
    mask : (n_classes,) bool or None
        True for these; None where all can occur.
    """

    names: tuple[str, ...] = ()
    mask: NDArray[np.bool_] | None = field(default=None, compare=False)

    @classmethod
    def of(cls, labels: Sequence[str], names: Iterable[str]) -> Self:
        """Choose some of a network's classes; all of them is no choice at all.

        Parameters
        ----------
        labels : sequence of str
            The network's, in order.
        names : iterable of str
            In any order.

        Raises
        ------
        UnknownClass
            The network lacks one of them; says which are most like it.
        ClassesUnusable
            Fewer than two are chosen.
        """
        wanted = set(names)
        if strange := wanted.difference(labels):
            raise unknown_class(min(strange), labels)
        chosen = tuple(label for label in labels if label in wanted)
        if not chosen:
            raise ClassesUnusable(tr_noop("no class is named: name at least two"))
        if len(chosen) < FEWEST:
            raise ClassesUnusable(
                tr_noop("one class alone would be sure of every photo: name another")
            )
        if len(chosen) == len(labels):
            return cls()
        return cls(chosen, np.array([label in wanted for label in labels]))

    def apply(self, logits: NDArray[np.floating]) -> NDArray[np.floating]:
        """Give logits (..., n_classes) with -inf for what cannot occur; all alike are untouched."""
        return logits if self.mask is None else np.where(self.mask, logits, -np.inf)

    def share(self, probabilities: NDArray[np.floating]) -> float:
        """Give how much of (n_classes,) probabilities lies on what can occur, in [0, 1]."""
        return 1.0 if self.mask is None else float(probabilities[self.mask].sum())

    def ranked(self, probabilities: NDArray[np.floating]) -> NDArray[np.intp]:
        """Give the indices of what can occur by (n_classes,) probabilities, descending."""
        order = np.argsort(-probabilities, kind="stable")
        return order if self.mask is None else order[self.mask[order]]

    def check(self, label: str, labels: Sequence[str]) -> None:
        """Refuse a class that the network lacks or that cannot occur.

        Raises
        ------
        UnknownClass
            Naming those most like it.
        """
        if label not in labels:
            raise unknown_class(label, self.names or labels)
        if self.names and label not in self.names:
            raise UnknownClass(
                f"{label!r} is not among the classes of this catalog: {_some(self.names)}"
            )


MOST_NAMED: Final = 200
"""Classes that an error lists."""
EVERY_CLASS: Final = ClassChoice()


def unknown_class(name: str, labels: Sequence[str]) -> UnknownClass:
    """Say that a network lacks a class, and which are most like it."""
    alike = difflib.get_close_matches(name.title(), labels) or labels
    return UnknownClass(f"the model has no class {name!r}; it has {_some(alike)}")


def _some(names: Sequence[str]) -> str:
    """List names, as far as anybody reads on."""
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
