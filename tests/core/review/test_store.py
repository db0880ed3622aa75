"""The store against a plain model of it: any order of decisions, undo, redo and restarts."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.review.audit import verify
from core.review.records import State
from core.review.store import Review
from core.review.views import VIEWS
from core.vocabulary import PENDING, TAGGED, Verdict, ViewKey
from tests.core.review.desk import LABELS, PACK, add_photos, classify, predict

PHOTOS = 4
CHOSEN = st.lists(st.integers(0, PHOTOS - 1), min_size=1, max_size=PHOTOS, unique=True)
TAGS = st.sampled_from((*LABELS, "Ponchos", "=cmd", "naïve 漢字"))


class Desk(RuleBasedStateMachine):
    """Each snapshot is the whole desk; undo and redo move between snapshots."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.review = self.open()
        self.ids = add_photos(self.review, [f"{i}.jpg" for i in range(PHOTOS)])
        classify(self.review, self.ids, [predict(label) for label in LABELS[:PHOTOS]])
        self.now = [State()] * PHOTOS
        self.past: list[list[State]] = []
        self.future: list[list[State]] = []
        self.entries = 0

    def open(self) -> Review:
        review = Review(self.folder / "a.tagproof", folder=self.folder, reviewer="ana")
        review.predictions.use(PACK)
        return review

    def step(self, chosen: list[int], states: list[State]) -> None:
        self.past.append(self.now)
        self.future = []
        self.now = list(self.now)
        for photo, state in zip(chosen, states, strict=True):
            self.now[photo] = state
        self.entries += len(chosen)

    def photos(self, chosen: list[int]) -> list[int]:
        return [self.ids[i] for i in chosen]

    @rule(chosen=CHOSEN, automatic=st.booleans())
    def accept(self, chosen: list[int], automatic: bool) -> None:
        self.review.decisions.accept(self.photos(chosen), automatic=automatic)
        goal = [State(Verdict.ACCEPTED, LABELS[i], automatic=automatic) for i in chosen]
        self.step(chosen, goal)

    @rule(chosen=CHOSEN, tag=TAGS)
    def correct(self, chosen: list[int], tag: str) -> None:
        self.review.decisions.correct(self.photos(chosen), tag)
        verdicts = [Verdict.ACCEPTED if LABELS[i] == tag else Verdict.CORRECTED for i in chosen]
        self.step(chosen, [State(verdict, tag) for verdict in verdicts])

    @rule(chosen=CHOSEN)
    def flag(self, chosen: list[int]) -> None:
        self.review.decisions.flag(self.photos(chosen), "torn")
        self.step(chosen, [State(Verdict.FLAGGED, reason="torn")] * len(chosen))

    @rule(chosen=CHOSEN)
    def skip(self, chosen: list[int]) -> None:
        self.review.decisions.skip(self.photos(chosen))
        self.step(chosen, [State(Verdict.SKIPPED)] * len(chosen))

    @rule(chosen=CHOSEN)
    def withdraw(self, chosen: list[int]) -> None:
        self.review.decisions.withdraw(self.photos(chosen))
        self.step(chosen, [State()] * len(chosen))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.entries += len(self.review.decisions.undo())
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.entries += len(self.review.decisions.redo())
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.review.close()
        self.review = self.open()

    @invariant()
    def the_desk_is_the_models(self) -> None:
        assert [self.review.photos.get(photo).state for photo in self.ids] == self.now
        depth = self.review.decisions.depth()
        assert (depth.undo, depth.redo) == (len(self.past), len(self.future))

    @invariant()
    def the_lists_hold_what_they_say(self) -> None:
        for view, verdicts in (
            (VIEWS[ViewKey.TO_DO], PENDING),
            (VIEWS[ViewKey.DONE], TAGGED),
            (VIEWS[ViewKey.FLAGGED], (Verdict.FLAGGED,)),
        ):
            wanted = {i for i, state in zip(self.ids, self.now, strict=True)
                      if state.verdict in verdicts}  # fmt: skip
            assert set(self.review.queue.ids(view).tolist()) == wanted

    @invariant()
    def the_log_is_sound(self) -> None:
        report = verify(self.review.path)
        assert report.sound, report.fault
        assert report.entries == self.entries

    def teardown(self) -> None:
        self.review.close()
        shutil.rmtree(self.folder)


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=12, stateful_step_count=15)
