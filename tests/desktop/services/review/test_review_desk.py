"""The desk: opened, decided, undone and left, in order and on its own worker."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.imaging.images import load_photo, load_picture
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from core.review.companions import take_lock
from core.review.photos import Photos, ShownRow
from core.review.store import Review
from core.vocabulary import Action, PassedOver, Verdict, ViewKey
from desktop.services.current_network import CurrentNetwork
from desktop.services.review import first_look, last_words, shared_review
from desktop.services.review.deciding import Decided, decided
from desktop.services.review.listing import Wish
from desktop.services.review.opening import LOCKED
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.review.shared_review import SharedReview
from desktop.services.review.shown import Opened
from tests.packs import LABELS
from tests.window import WAIT_MS, review_file


def decide(qtbot: QtBot, desk: ReviewDesk, action: Action, *paths: Path, text: str = "") -> Decided:
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS) as step:
        desk.decide(action, paths, text)
    return step.args[0]


def test_a_review_is_told_in_order_and_then_all_that_it_knows(
    qtbot: QtBot, desk: ReviewDesk, products: Path, blue: Path
) -> None:
    with Review(review_file(products), folder=products) as review:
        shared = SharedReview(review, pytest.fail)
        shared.register(sorted(products.rglob("*.png")))
        review.decisions.decide(Action.SKIP, shared.ids([blue]), "")
    told: list[str] = []
    desk.opened.connect(lambda opened: told.append(f"opened {len(opened.first.paths)}"))
    desk.counted.connect(lambda counts: told.append(f"counted {counts.total}"))
    desk.loaded.connect(lambda everything: told.append(f"loaded {len(everything.marks)}"))
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS) as loaded:
        desk.open(products, "ana")
    assert told == [f"{word} {len(LABELS)}" for word in ("opened", "counted", "loaded")]
    assert loaded.args[0].marks[blue].verdict is Verdict.SKIPPED
    assert desk.writable


def test_what_is_known_is_read_behind_the_first_look_unless_the_review_is_left(
    qtbot: QtBot, desk: ReviewDesk, products: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "FIRST_LOOK_S", 600.0)
    with Review(review_file(products), folder=products) as review:
        SharedReview(review, pytest.fail).register(sorted(products.rglob("*.png")))
    told: list[int] = []
    desk.loaded.connect(lambda everything: told.append(len(everything.marks)))
    with qtbot.waitSignal(desk.opened, timeout=WAIT_MS):
        desk.open(products, "ana")
    qtbot.wait(50)
    assert told == []
    (tmp_path / "another").mkdir()
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        desk.open(tmp_path / "another", "ana")  # of which nothing is known
    assert told == [0]


def test_a_step_tells_what_stands_then_and_can_be_walked_back_and_forth(
    qtbot: QtBot, reviewed: ReviewDesk, blue: Path
) -> None:
    step = decide(qtbot, reviewed, Action.FLAG, blue, text="two things")
    mark = step.marks[blue]
    assert (mark.verdict, mark.reason) == (Verdict.FLAGGED, "two things")
    assert (step.counts.flagged, step.depth.undo, step.jump) == (1, 1, False)
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS) as undone:
        reviewed.undo()
    assert undone.args[0].marks[blue].verdict is Verdict.TODO
    assert (undone.args[0].depth.redo, undone.args[0].jump) == (1, True)
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS) as redone:
        reviewed.redo()
    assert redone.args[0].marks == step.marks


def test_an_answer_on_screen_is_kept_with_the_decision(
    qtbot: QtBot, reviewed: ReviewDesk, classifier: Classifier, blue: Path
) -> None:
    step = decide(qtbot, reviewed, Action.ACCEPT, blue)
    assert step.passed_over == {blue: PassedOver.UNTAGGED}  # nothing to accept yet
    photo = load_photo(blue)
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS) as step:
        reviewed.decide(Action.ACCEPT, [blue], seen=(photo, classifier.classify(photo)))
    assert step.args[0].marks[blue].tag == "Blue"


def test_decisions_reach_the_disk_before_the_desk_closes(
    reviewed: ReviewDesk, products: Path
) -> None:
    paths = sorted(products.rglob("*.png"))
    for path in paths:
        reviewed.decide(Action.SKIP, [path])
    reviewed.close()
    with Review(review_file(products), read_only=True) as review:
        assert review.queue.counts().of((Verdict.SKIPPED,)) == len(paths)


@pytest.fixture
def endless(products: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The products' review, known, takes without end to read; set once that has begun."""
    with Review(review_file(products), folder=products) as review:
        SharedReview(review, pytest.fail).register(sorted(products.rglob("*.png")))
    shown, begun, over = Photos.shown, threading.Event(), threading.Event()

    def read(self: Photos) -> Iterator[ShownRow]:
        for row in shown(self):
            yield row
            while self.folder == products and not over.wait(0.01):
                begun.set()
                yield row

    monkeypatch.setattr(Photos, "shown", read)
    yield begun
    over.set()


def test_a_decision_reaches_the_disk_though_all_is_still_read_when_the_desk_closes(
    qtbot: QtBot,
    desk: ReviewDesk,
    products: Path,
    blue: Path,
    endless: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A million photos are read for 20 s, twice as long as closing waits for a decision."""
    monkeypatch.setattr(last_words, "LAST_WORDS_S", 2.0)
    with qtbot.waitSignal(desk.opened, timeout=WAIT_MS):
        desk.open(products, "ana")
    desk.decide(Action.SKIP, [blue])
    assert endless.wait(WAIT_MS / 1000)
    desk.close()
    with Review(review_file(products), read_only=True) as review:
        assert review.queue.counts().of((Verdict.SKIPPED,)) == 1


def test_another_folder_is_opened_though_all_of_the_former_one_is_still_read(
    qtbot: QtBot, desk: ReviewDesk, products: Path, blue: Path, endless: threading.Event
) -> None:
    with qtbot.waitSignal(desk.opened, timeout=WAIT_MS):
        desk.open(products, "ana")
    desk.decide(Action.SKIP, [blue])
    assert endless.wait(WAIT_MS / 1000)
    with qtbot.waitSignal(desk.opened, timeout=5000) as opened:
        desk.open(products / "a", "ana")
    assert opened.args[0].folder == products / "a"
    with Review(review_file(products), read_only=True) as review:
        assert review.queue.counts().of((Verdict.SKIPPED,)) == 1


def test_a_list_asked_for_on_hearing_of_a_review_is_of_all_its_photos(
    qtbot: QtBot, desk: ReviewDesk, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_review, "FIRST_LOOK", 1)
    with Review(review_file(products), folder=products) as review:
        SharedReview(review, pytest.fail).register(sorted(products.rglob("*.png")))
    desk.opened.connect(lambda _: desk.list_photos(Wish(ViewKey.ALL)))
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS) as listed:
        desk.open(products, "ana")
    assert len(listed.args[0].paths) == len(LABELS)


def test_what_belongs_to_a_review_that_was_left_is_dropped(
    qtbot: QtBot, reviewed: ReviewDesk, blue: Path
) -> None:
    heard: list[object] = []
    for signal in (reviewed.decided, reviewed.listed, reviewed.counted):
        signal.connect(heard.append)
    reviewed.decide(Action.SKIP, [blue])
    reviewed.list_photos(Wish(ViewKey.ALL))
    reviewed.ask(lambda shared: "late", heard.append)
    reviewed.open(blue.parent, "ana")
    with qtbot.waitSignal(reviewed.opened, timeout=WAIT_MS) as opened:
        pass
    assert opened.args[0].shared.review.photos.folder == blue.parent
    qtbot.waitUntil(lambda: len(reviewed._alive) == 1, timeout=WAIT_MS)
    assert heard == []


def test_the_last_of_two_folders_opened_at_once_counts(
    qtbot: QtBot, desk: ReviewDesk, products: Path
) -> None:
    told: list[Opened] = []
    desk.opened.connect(told.append)
    desk.open(products / "a", "ana")
    desk.open(products / "b", "ana")
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        pass
    assert [opened.shared.review.photos.folder for opened in told] == [products / "b"]


def test_who_opens_another_folder_on_hearing_of_one_gets_that_one_alone(
    qtbot: QtBot, desk: ReviewDesk, products: Path, tmp_path: Path
) -> None:
    with Review(review_file(products), folder=products) as review:
        SharedReview(review, pytest.fail).register(sorted(products.rglob("*.png")))
    (tmp_path / "another").mkdir()
    told: list[int] = []
    desk.loaded.connect(lambda everything: told.append(len(everything.marks)))

    def go_on(opened: Opened) -> None:
        if opened.shared.review.photos.folder == products:
            desk.open(tmp_path / "another", "ana")

    desk.opened.connect(go_on)
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        desk.open(products, "ana")
    qtbot.waitUntil(lambda: len(desk._alive) == 1, timeout=WAIT_MS)
    assert told == [0]


def test_a_review_open_elsewhere_is_read_and_says_why(
    qtbot: QtBot, desk: ReviewDesk, products: Path, blue: Path
) -> None:
    with Review(review_file(products), folder=products):
        with qtbot.waitSignal(desk.troubled, timeout=WAIT_MS) as troubled:
            desk.open(products, "ana")
        assert troubled.args[0] == LOCKED
        assert not desk.writable
        desk.decide(Action.SKIP, [blue])
        assert desk._last_words._jobs == []


def test_a_damaged_review_is_named_and_there_is_none(
    qtbot: QtBot, desk: ReviewDesk, products: Path
) -> None:
    file = review_file(products)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no review at all")
    told: list[object] = []
    desk.opened.connect(told.append)
    with qtbot.waitSignal(desk.troubled, timeout=WAIT_MS) as troubled:
        desk.open(products, "ana")
    assert file.name in troubled.args[0]
    assert told == [None]
    assert desk.shared is None


def test_another_network_is_recorded_and_its_answers_are_not_there_yet(
    qtbot: QtBot,
    reviewed: ReviewDesk,
    network: CurrentNetwork,
    classifier: Classifier,
    quantised_pack: Pack,
    blue: Path,
) -> None:
    photo = load_photo(blue)
    reviewed.shared.keep([(photo, classifier.classify(photo))], classifier.pack)
    assert reviewed.shared.everything().tags[blue].label == "Blue"
    with qtbot.waitSignal(reviewed.network_recorded, timeout=WAIT_MS) as recorded:
        network.switch(quantised_pack.folder)
    assert recorded.args[0].tags == {}
    assert reviewed.shared.review.predictions.pack.sha256 == quantised_pack.sha256


def test_what_a_review_knows_under_another_network_is_not_told_once_it_was_left(
    qtbot: QtBot, reviewed: ReviewDesk, network: CurrentNetwork, blue: Path
) -> None:
    told: list[object] = []
    reviewed.network_recorded.connect(told.append)
    network.network_ready.emit(network.classifier)
    with qtbot.waitSignal(reviewed.loaded, timeout=WAIT_MS):
        reviewed.open(blue.parent, "ana")
    assert told == []


def test_moved_photos_are_listed_and_read_anew_once_all_is_known(
    qtbot: QtBot, reviewed: ReviewDesk, blue: Path
) -> None:
    shared, left, steps = reviewed.shared, list[bool](), list[Decided]()
    reviewed.photos_left.connect(lambda: left.append(True))
    reviewed.decided.connect(steps.append)
    shared.known([load_picture(blue)])
    with qtbot.waitSignal(reviewed.settled, timeout=WAIT_MS):
        reviewed.settle()
    assert (left, steps) == ([], [])
    moved = blue.rename(blue.with_name("moved.png"))
    shared.register([moved])
    shared.known([load_picture(moved)])
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.settle()
    assert left == [True]
    assert moved in steps[0].marks and blue not in steps[0].marks


def test_without_a_review_a_network_is_told_as_soon_as_it_is_there(
    qtbot: QtBot, desk: ReviewDesk, network: CurrentNetwork, quantised_pack: Pack
) -> None:
    told: list[object] = []
    desk.network_recorded.connect(told.append)
    desk.open_none()
    assert told == [None]
    with qtbot.waitSignal(network.network_switched, timeout=WAIT_MS):
        network.switch(quantised_pack.folder)
    assert told == [None, None]


def test_what_a_step_changed_is_read_before_others_are_let_in(
    qtbot: QtBot, reviewed: ReviewDesk, blue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else they would see, and keep for themselves, that a box was drawn."""
    shared, got_in = reviewed.shared, []

    def read(*given: Any, **told: Any) -> Decided:
        with ThreadPoolExecutor(1) as another:
            got_in.append(another.submit(shared._lock.acquire, blocking=False).result())
        return decided(*given, **told)

    monkeypatch.setattr("desktop.services.review.review_desk.decided", read)
    decide(qtbot, reviewed, Action.SKIP, blue)
    assert got_in == [False]


def test_many_wishes_for_numbers_are_counted_once(
    qtbot: QtBot, reviewed: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    reviewed.counted.connect(lambda counts: counted.append(counts.total))
    for _ in range(5):
        reviewed.count_photos()
    qtbot.waitUntil(lambda: counted == [len(LABELS)], timeout=WAIT_MS)
    assert not reviewed._count_soon.isActive()
    assert not reviewed._counting.running


def test_everything_is_read_anew_after_many_changes(
    qtbot: QtBot, reviewed: ReviewDesk, products: Path, blue: Path
) -> None:
    reviewed.shared.review.decisions.decide(Action.SKIP, reviewed.shared.ids([blue]), "")
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS) as step:
        reviewed.reload()
    assert set(step.args[0].marks) == set(products.rglob("*.png"))
    assert step.args[0].marks[blue].verdict is Verdict.SKIPPED


def nonsense_about(photo: Path, products: Path) -> None:
    """Have another program write it into the products' review, which is made."""
    with Review(review_file(products), folder=products) as review:
        shared = SharedReview(review, pytest.fail)
        shared.register(sorted(products.rglob("*.png")))
        review.decisions.decide(Action.SKIP, shared.ids([photo]), "")
    with closing(sqlite3.connect(review_file(products))) as connection, connection:
        path = photo.relative_to(products).as_posix()
        connection.execute("UPDATE photos SET label = x'ff' WHERE path = ?", (path,))


TOLD = "holds in photos.label what no review holds"


def test_nonsense_behind_the_first_look_is_told_before_it_is_shown(
    qtbot: QtBot, desk: ReviewDesk, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_review, "FIRST_LOOK", 1)
    first, *_, last = sorted(products.rglob("*.png"))
    nonsense_about(last, products)
    told: list[object] = []
    desk.opened.connect(lambda opened: told.append(opened and list(opened.first.paths)))
    for signal in (desk.counted, desk.loaded, desk.listed, desk.decided):
        signal.connect(told.append)

    def ask(opened: Opened | None) -> None:
        if opened is not None:
            desk.list_photos(Wish(ViewKey.ALL))
            desk.decide(Action.SKIP, [first])
            desk.ask(lambda shared: shared.review.queue.counts(), told.append)

    troubles: list[str] = []
    desk.opened.connect(ask)
    desk.troubled.connect(troubles.append)
    desk.open(products, "ana")
    qtbot.waitUntil(lambda: bool(troubles) and not desk._alive, timeout=WAIT_MS)
    assert [TOLD in words for words in troubles] == [True]
    assert told == [[first], None]
    assert desk.shared is None
    with closing(sqlite3.connect(review_file(products))) as connection:
        assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (1,)


def test_nonsense_in_the_first_look_is_told_and_there_is_no_review(
    qtbot: QtBot, desk: ReviewDesk, products: Path
) -> None:
    nonsense_about(sorted(products.rglob("*.png"))[-1], products)
    told: list[object] = []
    desk.opened.connect(told.append)
    with qtbot.waitSignal(desk.troubled, timeout=WAIT_MS) as troubled:
        desk.open(products, "ana")
    assert TOLD in troubled.args[0]
    assert told == [None]
    take_lock(review_file(products)).close()  # as who puts a copy in its place does


@pytest.mark.parametrize("times", [2, 3])
def test_who_opens_the_same_twice_at_once_can_decide(
    qtbot: QtBot, desk: ReviewDesk, products: Path, times: int
) -> None:
    told: list[Opened] = []
    desk.opened.connect(told.append)
    for _ in range(times):
        desk.open(products, "ana")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=WAIT_MS)
    assert (told[0].read_only, desk.writable) == ("", True)
