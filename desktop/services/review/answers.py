"""Which network's answers the open review takes, and with which of its classes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from core.inference.judging import judge
from core.review.records import PackRecord
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.review.store import Review

CLASSES_LACKING: Final = tr(
    "This review was tagged for classes that this model lacks, {}: every class can occur now."
)
FORGOTTEN: Final = tr(
    "Damaged in the review's file: {:,} of the model's answers. They are made again."
)


class Answers:
    """The network of one review; asked by one worker at a time.

    Parameters
    ----------
    review : Review
    tell : callable
        Told in a sentence what is to be known.

    Attributes
    ----------
    classes : tuple of str
        Those of the network that can occur; empty where all can.
    in_use : bool
        Whether a network's answers are shown and kept.
    """

    def __init__(self, review: Review, tell: Callable[[str], None]) -> None:
        self._review, self._tell = review, tell
        last = review.predictions.last_pack()
        self.classes: tuple[str, ...] = last.classes if last else ()
        self.in_use = False
        self._waiting: Pack | None = None

    @property
    def others_shown(self) -> bool:
        """Whether lists still show those of another network than the one that waits."""
        return self._waiting is not None and not self.in_use

    @property
    def pack(self) -> PackRecord | None:
        """The network whose answers are shown and kept, with its classes; None where none are."""
        return self._review.predictions.pack if self.in_use else None

    def resume(self, pack: Pack) -> None:
        """Take a network's answers as far as lists show them already; `use_waiting` has to follow.

        However many photos there are, it takes no time: what is kept is looked through later, and
        the answers of another network are taken off the lists later.
        """
        self._waiting = pack
        self.in_use = self._review.predictions.resume(PackRecord.of(self._chosen(pack)))

    def use_waiting(self) -> None:
        """Take up the network for good whose answers were resumed."""
        if self._waiting is not None:
            self.use(self._waiting)

    def use(self, pack: Pack) -> None:
        """Take this network's answers from here on."""
        predictions, chosen = self._review.predictions, self._chosen(pack)
        before, self._waiting = predictions.forgotten, None
        predictions.use(PackRecord.of(chosen), partial(judge, chosen))
        if not self._review.read_only:
            self.refresh_catalog_tags()
        self.in_use = True
        if forgotten := predictions.forgotten - before:
            self._tell(FORGOTTEN.format(forgotten))

    def are_of(self, pack: Pack) -> bool:
        """Whether this network's answers are the ones in use: another may just be loading."""
        return self.in_use and self._review.predictions.pack == PackRecord.of(pack)

    def refresh_catalog_tags(self) -> None:
        """Bring a shop's tags to the network's classes; what knows how comes with the first tag."""
        if self._review.photos.any_catalog_tag():
            from core.review import catalog_tags

            catalog_tags.refresh(self._review)

    def _chosen(self, pack: Pack) -> Pack:
        """Give a network with the review's classes; all, and a word, where it lacks some."""
        known = frozenset(pack.labels)
        if lacking := [name for name in self.classes if name not in known]:
            self._tell(CLASSES_LACKING.format(", ".join(lacking)))
            self.classes = ()
        return pack.choosing(self.classes or None)
