"""The store against a plain model of it: decisions, moves, undo, redo, groupings and restarts."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.inference.combining import combine
from core.review.audit import verify
from core.review.records import State
from core.review.regrouping import shared
from core.review.store import Review
from core.review.views import VIEWS
from core.vocabulary import PENDING, TAGGED, Grouping, Verdict, ViewKey
from tests.core.review.desk import LABELS, PACK, add_photos, classify, predict

PHOTOS = 5
ANSWERS = [predict(LABELS[i], sure) for i, sure in enumerate((0.9, 0.6, 0.8, 0.7, 0.5))]
CHOSEN = st.lists(st.integers(0, PHOTOS - 1), min_size=1, max_size=PHOTOS, unique=True)
TAGS = st.sampled_from((*LABELS, "Ponchos", "=cmd", "naïve 漢字"))
KEYS = st.lists(st.sampled_from(["", "", "x", "y"]), min_size=PHOTOS, max_size=PHOTOS)

Units = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Snapshot:
    """The whole desk: what is decided about each photo, and which are one product, in order.

    A photo by itself is told from a product of one by `single`.
    """

    states: tuple[State, ...]
    units: Units
    single: frozenset[int]

    def unit(self, photo: int) -> tuple[int, ...]:
        return next(unit for unit in self.units if photo in unit)

    def chosen(self, photos: list[int]) -> Units:
        return tuple(dict.fromkeys(self.unit(photo) for photo in photos))

    def deciding(self, goals: dict[tuple[int, ...], State]) -> "Snapshot":
        by_photo = {photo: state for unit, state in goals.items() for photo in unit}
        return replace(self, states=tuple(by_photo.get(i, s) for i, s in enumerate(self.states)))

    def moving(self, photo: int, target: int | None) -> "Snapshot":
        """Move a photo behind a target's others, or into a product of its own."""
        joined = () if target is None else self.unit(target)
        left = self.unit(photo)
        units = [unit for unit in self.units if unit not in (left, joined)]
        units += [tuple(i for i in left if i != photo), (*joined, photo)]
        states = list(self.states)
        states[photo] = State() if target is None else states[target]
        filled = tuple(unit for unit in units if unit)
        return Snapshot(tuple(states), filled, self.single - {photo})


def label(unit: tuple[int, ...]) -> str:
    own = [ANSWERS[i] for i in unit]
    said = combine([one.status for one in own], np.stack([one.probabilities for one in own]))
    return LABELS[said.index]


class Desk(RuleBasedStateMachine):
    """Each snapshot is the whole desk; undo and redo move between snapshots."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.review = self.open()
        self.ids = add_photos(self.review, [f"{i}.jpg" for i in range(PHOTOS)])
        classify(self.review, self.ids, ANSWERS)
        alone = tuple((i,) for i in range(PHOTOS))
        self.now = Snapshot((State(),) * PHOTOS, alone, frozenset(range(PHOTOS)))
        self.past: list[tuple[Snapshot, int, set[int]]] = []
        self.future: list[tuple[Snapshot, int, set[int]]] = []
        self.taken: dict[int, State] = {}
        self.entries = 0

    def open(self) -> Review:
        review = Review(self.folder / "a.tagproof", folder=self.folder, reviewer="ana")
        review.predictions.use(PACK)
        return review

    def step(self, after: Snapshot, entries: int, about: set[int]) -> None:
        self.past.append((self.now, entries, about))
        self.future = []
        self.now = after
        self.logged(entries, about)

    def logged(self, entries: int, about: set[int]) -> None:
        self.entries += entries
        self.taken = {i: state for i, state in self.taken.items() if i not in about}

    def decided(self, goals: dict[tuple[int, ...], State]) -> None:
        self.step(self.now.deciding(goals), len(goals), {i for unit in goals for i in unit})

    def photos(self, chosen: list[int]) -> list[int]:
        return [self.ids[i] for i in chosen]

    @rule(chosen=CHOSEN, automatic=st.booleans())
    def accept(self, chosen: list[int], automatic: bool) -> None:
        self.review.decisions.accept(self.photos(chosen), automatic=automatic)
        goals = {
            unit: State(Verdict.ACCEPTED, label(unit), automatic=automatic)
            for unit in self.now.chosen(chosen)
        }
        if automatic:  # what somebody has decided otherwise is passed over
            goals = {unit: goal for unit, goal in goals.items() if self.open_to(unit, goal)}
        if goals:
            self.decided(goals)

    def open_to(self, unit: tuple[int, ...], goal: State) -> bool:
        now = self.now.states[unit[0]]
        return now.verdict in PENDING or now.automatic or now == goal

    @rule(chosen=CHOSEN, tag=TAGS)
    def correct(self, chosen: list[int], tag: str) -> None:
        self.review.decisions.correct(self.photos(chosen), tag)
        units = self.now.chosen(chosen)
        same = {unit: Verdict.ACCEPTED for unit in units if label(unit) == tag}
        self.decided({unit: State(same.get(unit, Verdict.CORRECTED), tag) for unit in units})

    @rule(chosen=CHOSEN)
    def flag(self, chosen: list[int]) -> None:
        self.review.decisions.flag(self.photos(chosen), "torn")
        self.decided(dict.fromkeys(self.now.chosen(chosen), State(Verdict.FLAGGED, reason="torn")))

    @rule(chosen=CHOSEN)
    def skip(self, chosen: list[int]) -> None:
        self.review.decisions.skip(self.photos(chosen))
        self.decided(dict.fromkeys(self.now.chosen(chosen), State(Verdict.SKIPPED)))

    @rule(chosen=CHOSEN)
    def withdraw(self, chosen: list[int]) -> None:
        self.review.decisions.withdraw(self.photos(chosen))
        self.decided(dict.fromkeys(self.now.chosen(chosen), State()))

    @precondition(lambda self: len(self.now.single) < PHOTOS)
    @rule(photo=st.integers(0, PHOTOS - 1), data=st.data())
    def move(self, photo: int, data: st.DataObject) -> None:
        target = data.draw(st.sampled_from(sorted({*range(PHOTOS)} - self.now.single)))
        self.review.products.move([self.ids[photo]], self.ids[target])
        if target not in self.now.unit(photo):
            self.step(self.now.moving(photo, target), 1, {photo})

    @rule(photo=st.integers(0, PHOTOS - 1))
    def part(self, photo: int) -> None:
        self.review.products.part([self.ids[photo]])
        self.step(self.now.moving(photo, None), 1, {photo})

    @rule(photo=st.integers(0, PHOTOS - 1))
    def set_aside(self, photo: int) -> None:
        self.review.products.set_aside([self.ids[photo]], "torn")
        after = self.now.moving(photo, None)
        flagged = {(photo,): State(Verdict.FLAGGED, reason="torn")}
        self.step(after.deciding(flagged), 2, {photo})

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.review.decisions.undo()
        before, entries, about = self.past.pop()
        self.future.append((self.now, entries, about))
        self.now = before
        self.logged(entries, about)

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.review.decisions.redo()
        after, entries, about = self.future.pop()
        self.past.append((self.now, entries, about))
        self.now = after
        self.logged(entries, about)

    @rule(keys=KEYS)
    def group(self, keys: list[str]) -> None:
        """Switch the grouping: what the last one took is given back, and undo begins anew."""
        named = [(f"{i}.jpg", key, "") for i, key in enumerate(keys) if key]
        self.review.products.group(named, Grouping.CATALOG)
        self.entries += len(self.taken)
        states = [self.taken.get(i, state) for i, state in enumerate(self.now.states)]
        products = [tuple(i for i, k in enumerate(keys) if k == key) for key in ("x", "y")]
        single = frozenset(i for i, key in enumerate(keys) if not key)
        units = (*(one for one in products if one), *((i,) for i in single))
        before = Snapshot(tuple(states), units, single)
        self.now = before.deciding({one: shared([states[i] for i in one]) for one in units})
        pairs = zip(before.states, self.now.states, strict=True)
        self.taken = {i: was for i, (was, now) in enumerate(pairs) if was != now}
        self.entries += len(self.taken)
        self.past, self.future = [], []

    @rule()
    def restart(self) -> None:
        self.review.close()
        self.review = self.open()

    @invariant()
    def the_desk_is_the_models(self) -> None:
        rows = self.review.photos.get_many(self.ids)
        assert tuple(row.state for row in rows) == self.now.states
        assert [row.label for row in rows] == [label(self.now.unit(i)) for i in range(PHOTOS)]
        depth = self.review.decisions.depth()
        assert (depth.undo, depth.redo) == (len(self.past), len(self.future))

    @invariant()
    def products_are_the_models(self) -> None:
        for unit in self.now.units:
            product = self.review.products.of(self.ids[unit[0]])
            assert (product is None) == (unit[0] in self.now.single)
            if product is not None:
                assert [one.id for one in product.members] == self.photos(list(unit))
                assert product.lead == self.ids[unit[0]]

    @invariant()
    def the_lists_hold_what_they_say(self) -> None:
        for view, verdicts in (
            (VIEWS[ViewKey.TO_DO], PENDING),
            (VIEWS[ViewKey.DONE], TAGGED),
            (VIEWS[ViewKey.FLAGGED], (Verdict.FLAGGED,)),
        ):
            wanted = {self.ids[unit[0]] for unit in self.now.units
                      if self.now.states[unit[0]].verdict in verdicts}  # fmt: skip
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
TestDesk.settings = settings(max_examples=20, stateful_step_count=15)
