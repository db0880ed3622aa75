"""The review of the open folder: opened, listed and decided on its own worker, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.vocabulary import Action
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.pace import Pace
from desktop.services.review import products
from desktop.services.review.deciding import (
    Decided,
    Request,
    Step,
    decide,
    decided,
    draw,
    everything_decided,
    without_lost,
)
from desktop.services.review.first_look import FirstLook
from desktop.services.review.last_words import LastWords
from desktop.services.review.listing import listing
from desktop.services.review.opening import mended, open_loose, open_review
from desktop.services.review.shared_review import SharedReview
from desktop.services.review.shown import Opened
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.entities import Box, Photo, Prediction
    from core.inference.model_pack import Pack
    from core.jobs import Job, JobRunner
    from core.review.store import Review
    from core.review.views import Listed
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.listing import Wish


class ReviewDesk(QObject):
    """At most one review is open; what belongs to another one is dropped."""

    opened = Signal(object)
    """Opened, or None where the folder has to do without a review."""
    loaded = Signal(object)
    """Everything: all that the review just opened knows."""
    network_recorded = Signal(object)
    """Everything, as it stands with the network that is ready now; None without a review."""
    listed = Signal(object)
    """A Listing."""
    counted = Signal(object)
    """Counts."""
    walk_asked = Signal()
    """Undo or redo was asked for; `decided` or `refused` follows."""
    decided = Signal(object)
    """Decided."""
    photos_left = Signal()
    """Photos have left their places: they are gone, or lie elsewhere; beside `decided`."""
    refused = Signal(str, object)
    """Why a step was not kept, and the Request; None where it was no decision about photos."""
    settled = Signal()
    """Look-alikes and doubtful tags are known for all photos."""
    troubled = Signal(str)
    """Why something else could not be kept; everything goes on."""

    def __init__(
        self, bridge: JobBridge, runner: JobRunner, tidier: JobRunner, network: CurrentNetwork
    ) -> None:
        """Take the worker for decisions, and one for what takes long and nobody waits for."""
        super().__init__(bridge)
        self._bridge, self._runner, self._tidier = bridge, runner, tidier
        self._network, self._first_look = network, FirstLook(bridge, runner)
        self._lists, self._counting = Latest(bridge, runner), Latest(bridge, runner)
        self._pace, self._count_soon = Pace(), QTimer(self, singleShot=True)
        self._count_soon.timeout.connect(self._count)
        self._opening, self._generation = False, 0
        self._alive: list[SharedReview] = []
        self._last_words = LastWords()
        self.shared: SharedReview | None = None
        network.network_ready.connect(self._record_network)

    @property
    def writable(self) -> bool:
        """Whether decisions can be made."""
        return self.shared is not None and not self.shared.read_only

    def open(
        self, folder: Path, reviewer: str, place: Path | None = None, *, deep: bool = True
    ) -> None:
        """Open a folder's review, or that at `place`, looking `deep` or not; `opened` follows."""
        self._open(lambda: open_review(folder, reviewer, place=place), deep=deep)

    def open_loose(self, photos: list[Path], reviewer: str, place: Path | None = None) -> None:
        """Open the review of photos without their folder, or a copy; `opened` follows."""
        self._open(lambda: open_loose(photos, reviewer, place), loose=True)

    def _open(self, find: Callable[[], tuple[Review, str]], **how: bool) -> None:
        self._leave()
        self._opening = True
        mine, pack = self._generation, self._network.pack
        self._bridge.start(
            self._runner,
            lambda token, tell: self._take(find, pack, **how),
            done=partial(self._on_opened, mine),
            failed=partial(self._if_open, mine, self._on_open_failed),
        )

    def open_none(self) -> None:
        """Close the review and do without: several folders are opened."""
        self._leave()
        self._tell_none()

    def replace(self, work: Callable[[Path], str], done: Callable[[str], None]) -> None:
        """Close the review and do something to its file; `done` gets its words, or the trouble."""
        if (shared := self.shared) is not None:
            self._leave()
            self._bridge.start(
                self._runner, lambda *_: work(shared.review.path), done=done, failed=done
            )

    def _leave(self) -> None:
        self._generation += 1
        self._opening = False
        self._stop_reading()
        shared, self.shared = self.shared, None
        if shared is not None:
            self._close(shared)

    def close(self) -> None:
        """Let decisions reach the disk; call `release` once the workers are gone."""
        self._stop_reading()  # decisions would wait behind it: of a million photos for 20 s
        self._last_words.wait()

    def _stop_reading(self) -> None:
        for former in (self._lists, self._counting, self._first_look):
            former.cancel()

    def release(self) -> None:
        """Close the files."""
        while self._alive:
            self._alive.pop().close()

    def set_reviewer(self, name: str) -> None:
        """Have decisions carry this name from here on."""
        if self.shared is not None:
            self.shared.review.reviewer = name

    def list_photos(self, wish: Wish) -> None:
        """List photos; `listed` follows, for the newest wish only."""
        if (shared := self.shared) is not None:
            self._lists.start(
                lambda token, tell: listing(shared, wish),
                done=self.listed.emit,
                failed=self.troubled.emit,
            )

    def ask(self, work: Callable[[SharedReview], Any], done: Callable[[Any], None]) -> None:
        """Do something else with the review; trouble is told, nothing is half done."""
        shared = self.shared
        if shared is None:
            return
        self._bridge.start(
            self._runner,
            lambda token, tell: shared.while_open(lambda: work(shared)),
            done=partial(self._if_open, self._generation, done),
            failed=self.troubled.emit,
        )

    def settle(self) -> None:
        """All photos are tagged: find look-alikes and doubtful tags; `settled` follows."""
        if (shared := self.shared) is not None:
            self._bridge.start(
                self._tidier,
                lambda token, tell: shared.settle(),
                done=partial(self._if_open, self._generation, self._on_settled),
            )

    def _on_settled(self, redecided: bool) -> None:
        if redecided:
            self.reload()
            self.photos_left.emit()  # a list made meanwhile may have them where they were
        self.settled.emit()

    def reload(self) -> None:
        """Read all decisions anew, after many have changed; `decided` follows."""
        self.ask(everything_decided, self.decided.emit)

    def accept_loss(self) -> None:
        """Count photos that the scan did not find as gone; `decided`, `photos_left` follow."""

        def take(left: Decided) -> None:
            self.decided.emit(left)
            self.photos_left.emit()

        self.ask(without_lost, take)

    def count_photos(self) -> None:
        """Count photos anew, soon; `counted` follows."""
        if not self._count_soon.isActive():
            self._count_soon.start(self._pace.wait_ms)

    def _count(self) -> None:
        if (shared := self.shared) is not None:
            self._counting.start(
                lambda token, tell: self._pace.timed(shared.review.queue.counts),
                done=self.counted.emit,
            )

    def decide(
        self,
        action: Action,
        paths: Sequence[Path],
        text: str | Mapping[Path, str] = "",
        seen: tuple[Photo, Prediction] | None = None,
        *,
        anew: bool = False,
    ) -> None:
        """Put a decision, as of `Request`, on disk; `decided` or `refused` follows.

        What the reviewer has on screen is `seen`, in case it is not kept yet.
        """
        asked = Request(action, paths, text, anew)
        pack = self._network.pack

        def work(shared: SharedReview) -> Step:
            if seen is not None and pack is not None:
                shared.keep([seen], pack)
            return decide(shared, asked)

        self._step(work, asked)

    def draw(
        self, path: Path, box: Box | None, seen: tuple[Photo, Prediction | None] | None = None
    ) -> None:
        """Lay a box, or take it away; what was `seen` before is kept for undo to go back to."""
        pack = self._network.pack
        self._step(lambda shared: draw(shared, path, box, seen, pack))

    def rename_tag(self, tag: str, name: str) -> None:
        """Give all photos decided to have one tag another; `decided` or `refused` follows."""
        self._step(lambda shared: Step(shared.review.decisions.rename_tag(tag, name)), renamed=name)

    def remember(self, path: Path) -> None:
        """Note which photo is looked at, for the next opening."""
        self._note(lambda shared: shared.remember(path))

    def remember_list(self, listed: Listed) -> None:
        """Note what is listed, for the next opening."""
        self._note(lambda shared: shared.remember_list(listed))

    def _note(self, keep: Callable[[SharedReview], None]) -> None:
        shared, start = self.shared, self._bridge.start
        if shared is not None and not shared.read_only:
            self._last_words.add(start(self._runner, lambda *_: keep(shared), done=lambda _: None))

    def undo(self) -> None:
        """Take the last step back."""
        self._step(lambda shared: Step(shared.review.decisions.undo()), jump=True)

    def undo_to(self, step: int) -> None:
        """Take the last steps back, down to this one."""
        self._step(lambda shared: Step(shared.review.decisions.undo_to(step)), jump=True)

    def part(self, photo: Path, stay: Path | None = None) -> None:
        """Make a photo of a product one of its own; `decided` or `refused` follows.

        What is to be stayed with is told again by `decided`, of this and the two below.
        """
        self._step(lambda shared: Step(products.part(shared, photo)), moved=True, stay=stay)

    def move(self, photo: Path, target: Path, stay: Path | None = None) -> None:
        """Put a photo into another photo's product; it takes the decision made there."""
        self._step(lambda shared: Step(products.move(shared, photo, target)), moved=True, stay=stay)

    def set_aside(self, photo: Path, reason: str, stay: Path | None = None) -> None:
        """Take a photo out of its product and flag it, in one step."""
        aside = partial(products.set_aside, photo=photo, reason=reason)
        self._step(lambda shared: Step(aside(shared)), moved=True, stay=stay)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(lambda shared: Step(shared.review.decisions.redo()), jump=True)

    def _step(
        self,
        work: Callable[[SharedReview], Step],
        asked: Request | None = None,
        **told: Any,  # noqa: ANN401 - as of Decided
    ) -> None:
        shared = self.shared
        if shared is None or shared.read_only:
            return
        if "jump" in told:
            self.walk_asked.emit()
        ends = self.decided.emit, lambda words: self.refused.emit(words, asked)
        step = self._inside(shared, lambda: decided(shared, work(shared), **told), *ends)
        self._last_words.add(step)

    def _inside(
        self,
        shared: SharedReview,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> Job[Any] | None:
        """Do something with a review while no other worker does; unheard once it is left."""
        mine = self._generation
        return self._bridge.start(
            self._runner,
            lambda token, tell: shared.inside(work),
            done=partial(self._if_open, mine, done),
            failed=partial(self._if_open, mine, failed),
        )

    def _if_open(self, mine: int, take: Callable[[Any], None], value: object) -> None:
        """Take what belongs to the review that is open."""
        if mine == self._generation:
            take(value)

    def _take(
        self, find: Callable[[], tuple[Review, str]], pack: Pack | None, **how: bool
    ) -> Opened:
        """On the worker.

        What was opened before and is not shown is left first: its file may be the same, which one
        alone can write.
        """
        for left in list(self._alive):
            left.close()
        review, read_only = find()
        shared = SharedReview(
            review, lambda words: self._bridge.post(partial(self.troubled.emit, words))
        )
        opened = Opened.of(shared, pack, read_only, **how)
        self._alive.append(shared)
        return opened

    def _on_opened(self, mine: int, opened: Opened) -> None:
        if mine != self._generation:
            self._close(opened.shared)
            return
        self._opening = False
        shared = self.shared = opened.shared
        another = opened.pack is not self._network.pack
        if not opened.empty:
            self._first_look.begin()
        self._inside(shared, shared.look_through, lambda _: None, self._on_load_failed)  # first
        self._count()
        self._network.choose(shared.answers.classes)
        # Before anybody hears of it: lists asked for then are of all photos.
        everything = self._first_look.while_wanted(shared.everything)
        self._inside(shared, everything, self.loaded.emit, self._on_load_failed)
        self.opened.emit(opened)
        if mine != self._generation:  # who heard of it has opened another
            return
        if another:
            self._record_network()
        if words := opened.read_only or mended(shared.review):
            self.troubled.emit(words)

    def _on_load_failed(self, words: str) -> None:
        self._leave()
        self._on_open_failed(words)

    def _on_open_failed(self, words: str) -> None:
        self._opening = False
        self._tell_none()
        self.troubled.emit(tr("Without a review, nothing is kept. {}").format(words))

    def _tell_none(self) -> None:
        self._network.choose(())
        self.opened.emit(None)
        self._record_network()

    def _record_network(self) -> None:
        """Note in the review whose answers it takes from here on; `network_recorded` follows."""
        pack, shared = self._network.pack, self.shared
        if pack is None or self._opening:
            return  # noted once the file is open
        if shared is None:
            self.network_recorded.emit(None)
        else:
            switch = self._first_look.while_wanted(partial(shared.switch_pack, pack))
            self._inside(shared, switch, self.network_recorded.emit, self._on_record_failed)

    def _on_record_failed(self, words: str) -> None:
        self.troubled.emit(words)
        self.network_recorded.emit(None)

    def _close(self, shared: SharedReview) -> None:
        """Close a review that was left, behind the decisions that are on their way into it."""
        self._bridge.start(
            self._runner,
            lambda token, tell: shared.close(),
            done=lambda _: self._alive.remove(shared),
        )
