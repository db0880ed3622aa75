"""The way back to a shop's file, on a worker of its own: planned, shown, written.

The review is only read, once at the beginning: what is decided later is not in the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core import places
from core.errors import ExportFailed
from core.jobs import Eta
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.review.behind import Behind
from desktop.ui.language import speech

if TYPE_CHECKING:
    from core.catalog.inspection import Inspection
    from core.entities import Progress
    from core.jobs import CancelToken, Job, JobRunner
    from core.review.catalog_changes import Export
    from core.review.catalog_decisions import Basis
    from desktop.services.job_bridge import Work
    from desktop.services.review.review_desk import ReviewDesk

Tell = Callable[[Any], None]


class Phase(Enum):
    """What is being done to the file."""

    READING = auto()
    PLANNING = auto()
    WRITING = auto()
    LISTING = auto()


class CatalogWriter(QObject):
    """Does one thing at a time; another wish takes the place of the one before."""

    remembered = Signal(object)
    """The Path that the review's catalog was imported from; None where it does not know."""
    progressed = Signal(object, object)
    """Phase and Progress: rows, or bytes while writing."""
    planned = Signal(object)
    """Export."""
    written = Signal(object)
    """The Path of the shop's file, or of the list, that is there now."""
    stopped = Signal()
    """Writing was stopped, and nothing was written."""
    failed = Signal(str)
    """Why there is no plan, or no file."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, desk: ReviewDesk) -> None:
        super().__init__(bridge)
        self._bridge, self._runner, self._desk = bridge, runner, desk
        self._latest = Latest(bridge, runner)
        self._generation = 0
        self._writing: Job[Any] | None = None
        self._basis: Basis | None = None
        self._export: Export | None = None

    def begin(self) -> None:
        """Read what the review has to say; `remembered` or `failed` follows."""
        self.end()
        shared = self._desk.shared
        if shared is None:
            return

        behind = Behind(self._desk)

        def work(token: CancelToken, tell: Tell) -> Basis:
            from core.review.catalog_decisions import basis_of

            behind.wait(token)
            return shared.inside(lambda: basis_of(shared.review))

        self._start(work, self._on_basis)

    def _on_basis(self, basis: Basis) -> None:
        self._basis = basis
        kept = basis.kept
        self.remembered.emit(Path(kept.path) if kept is not None and kept.path else None)

    def read(self, source: Path, *, as_class: bool) -> None:
        """Read a shop's file and plan what would change; `planned` or `failed` follows."""
        self._drop(self._export)
        self._export = None
        if self._basis is not None:
            self._start(partial(_read, self._basis, source, as_class), self._on_planned)

    def reword(self, *, as_class: bool) -> None:
        """Plan with other words, the file known; `planned` or `failed` follows."""
        if self._basis is not None and self._export is not None:
            work = partial(_plan, self._basis, self._export.found, as_class)
            self._start(work, self._on_planned)

    def _on_planned(self, export: Export) -> None:
        before, self._export = self._export, export
        self.planned.emit(export)
        self._drop(before)

    def write(self, out: Path, *, only_changed: bool) -> None:
        """Write the shop's file as planned; `written`, `stopped` or `failed` follows."""
        if self._export is not None:
            self._put(out, partial(_write, self._export, self._review, out, only_changed))

    def write_list(self, out: Path) -> None:
        """Write the list of changes; `written`, `stopped` or `failed` follows."""
        if self._export is not None:
            self._put(out, partial(_write_list, self._export, self._review, out))

    def _put(self, out: Path, work: Work) -> None:
        """Have a file written, and say what came of it, also where a stop came too late.

        Once the plan is forgotten, only of a file that is there.
        """
        there, mine = list[Path](), self._generation

        def whole(token: CancelToken, tell: Tell) -> None:
            work(token, tell)
            there.append(out)

        def ended(signal: Any, *said: object) -> None:  # noqa: ANN401 - a bound signal
            if ours := mine == self._generation:
                self._writing = None
            if there:
                self.written.emit(out)
            elif ours:
                signal.emit(*said)

        self._writing = self._bridge.start(
            self._runner,
            whole,
            done=lambda _: ended(self.written, out),
            failed=partial(ended, self.failed),
            cancelled=partial(ended, self.stopped),
            progress=self._tell,
        )

    def stop(self) -> bool:
        """Stop; nothing half-written stays. Tells whether anything ran.

        Of reading nothing follows; of writing, what came of it.
        """
        if self._writing is not None:
            self._writing.cancel()
            return True
        return self._latest.cancel()

    def end(self) -> None:
        """Stop, and forget the plan."""
        self.stop()
        self._drop(self._basis, self._export)
        self._generation += 1
        self._basis = self._export = self._writing = None

    def _drop(self, *last: object) -> None:
        """Let the worker free what nobody else holds: a million cells take 25 ms."""
        held = list(last)
        self._bridge.start(self._runner, lambda token, tell: held.clear(), done=lambda _: None)

    @property
    def _review(self) -> Path | None:
        shared = self._desk.shared
        return shared.review.path if shared is not None else None

    def _start(self, work: Work, done: Callable[[Any], None]) -> None:
        self._latest.start(
            work,
            done=done,
            failed=self.failed.emit,
            progress=self._tell,
        )

    def _tell(self, step: tuple[Phase, Progress]) -> None:
        self.progressed.emit(*step)


def _read(basis: Basis, source: Path, as_class: bool, token: CancelToken, tell: Tell) -> Export:
    from core.review.catalog_export import read_source

    found = read_source(basis, source, on_progress=_timed(Phase.READING, tell))
    return _plan(basis, found, as_class, token, tell)


def _plan(
    basis: Basis, found: Inspection, as_class: bool, token: CancelToken, tell: Tell
) -> Export:
    from core.review.catalog_export import plan

    return plan(basis, found, as_class=as_class, on_progress=_timed(Phase.PLANNING, tell))


def _write(
    export: Export,
    review: Path | None,
    out: Path,
    only_changed: bool,
    token: CancelToken,
    tell: Tell,
) -> None:
    from core.review.catalog_export import write_export

    _keep_apart(out, review)
    on_progress = _timed(Phase.WRITING, tell)
    write_export(export, out, only_changed=only_changed, on_progress=on_progress)


def _write_list(
    export: Export, review: Path | None, out: Path, token: CancelToken, tell: Tell
) -> None:
    from core.review.catalog_changes import write_changes

    _keep_apart(out, review, export.found.path)
    on_progress = _timed(Phase.LISTING, tell)
    write_changes(export, out, token=token, on_progress=on_progress, language=speech().key)


def _keep_apart(out: Path, *read: Path | None) -> None:
    """Refuse to write over what is read."""
    for file in read:
        if file is not None and places.same_file(out, file):
            raise ExportFailed(out, "is read for this; give the output another name")


def _timed(phase: Phase, tell: Tell) -> Callable[[Progress], None]:
    """Tell steps with the time that is left, where it is known of how many they are."""
    eta: Eta | None = None
    first = 0

    def on_progress(step: Progress) -> None:
        nonlocal eta, first
        if step.total and eta is None:
            first, eta = step.done, Eta(step.total - step.done)
        elif eta is not None:
            step = replace(step, seconds_left=eta.update(step.done - first))
        tell((phase, step))

    return on_progress
