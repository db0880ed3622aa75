"""What the review knows, for all workers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.entities import Explanation
from core.errors import ReviewError
from core.imaging.images import load_photo, load_picture
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from core.report.tables import review_rows
from core.review.store import Review
from core.review.views import VIEWS
from core.vocabulary import Action, Grouping, Status, Verdict, ViewKey
from desktop.services.folder_scan import FolderScan
from desktop.services.job_bridge import JobBridge
from desktop.services.review import shared_review
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.review.shared_review import SharedReview
from desktop.services.workers import Workers
from tests.packs import LABELS
from tests.window import WAIT_MS


def test_a_photo_known_before_is_kept_once(
    qtbot: QtBot, reviewed: ReviewDesk, workers: Workers, bridge: JobBridge, products: Path
) -> None:
    with qtbot.waitSignal(reviewed.loaded, timeout=WAIT_MS):
        reviewed.open(products, "ana")
    scan = FolderScan(bridge, workers.scans)
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([products], subfolders=True, register=reviewed.shared)
    found = scan.index.below(None)
    assert len(found) == len(LABELS)
    assert found.table is reviewed.shared.photo_ids.table  # where lists look for it
    assert len(found.table) == len(LABELS)


def test_what_was_answered_is_known_until_the_file_changes(
    answered: SharedReview, blue: Path
) -> None:
    assert answered.register([blue]).known[blue].label == "Blue"
    assert answered.known([load_picture(blue)])[blue].label == "Blue"
    os.utime(blue, ns=(0, 0))
    assert answered.register([blue]).known == {}
    assert answered.known([load_picture(blue)])[blue].label == "Blue"  # the content is the same
    blue.write_bytes(blue.with_name("green.png").read_bytes())
    assert answered.known([load_picture(blue)])[blue].label == "Green"


def test_of_a_product_the_photo_that_leads_now_is_returned_to(
    answered: SharedReview, blue: Path
) -> None:
    """Another one led when it was looked at."""
    (green,) = answered.ids([blue.with_name("green.png")])
    answered.review.bookmark.keep(green)
    named = [("a/blue.png", "1", ""), ("a/green.png", "1", "")]
    answered.review.products.group(named, Grouping.NAMES)
    assert answered.first(VIEWS[ViewKey.ALL]).looked_at == blue


def test_each_photo_has_one_number_however_often_it_is_found(
    shared: SharedReview, products: Path, blue: Path
) -> None:
    again = Path(str(blue))
    first, second = shared.register([blue]).photos, shared.register([again]).photos
    assert first.table is second.table and first.numbers == second.numbers
    gone = products / "gone.png"
    assert shared.register([gone]).photos == [gone]
    assert shared.ids([gone]) == []


def test_a_photo_that_cannot_be_read_says_why(shared: SharedReview, blue: Path) -> None:
    shared.fail({blue: "blue.png: empty file"})
    tag = shared.first(VIEWS[ViewKey.ALL]).known.tags[blue]
    assert (tag.status, tag.error) == (Status.ERROR, "blue.png: empty file")


def test_the_first_look_is_around_the_photo_looked_at_last(
    answered: SharedReview, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_review, "FIRST_LOOK", 2)
    names = sorted(products.rglob("*.png"))
    assert answered.first(VIEWS[ViewKey.ALL]).looked_at is None
    answered.remember(names[3])
    answered.remember(products / "not there.png")
    first = answered.first(VIEWS[ViewKey.ALL])
    assert first.looked_at == names[3]
    assert list(first.known.marks) == names[2:4]
    answered.review.decisions.skip(answered.ids(names))
    answered.review.decisions.flag(answered.ids([names[3]]), "blurred")
    first = answered.first(VIEWS[ViewKey.DOUBTFUL])  # which has it no more
    assert len(first.known.marks) == 2 and names[3] not in first.known.marks


def test_photos_that_a_whole_walk_did_not_find_are_missing(
    shared: SharedReview, products: Path, blue: Path
) -> None:
    assert blue in shared.everything().marks
    place, folder = shared.review.path, shared.review.photos.folder
    shared.close()
    blue.unlink()
    again = SharedReview(Review(place, folder=folder), pytest.fail)
    again.register(sorted(products.rglob("*.png")))
    again.end_scan()
    assert blue not in again.everything().marks
    again.close()


def test_each_network_has_its_own_explanations(
    shared: SharedReview,
    explanation: Explanation,
    classifier: Classifier,
    quantised_pack: Pack,
    blue: Path,
) -> None:
    photo, pack = load_photo(blue), classifier.pack
    shared.keep([(photo, classifier.classify(photo))], classifier.pack)
    asked = (photo.sha256, "Blue", explanation.settings)
    shared.keep_explanation(quantised_pack, photo.sha256, explanation, "weak")
    assert shared.explanation(pack, *asked) is None
    assert badge_of(shared, blue) is None  # lists show the answers of the other
    shared.keep_explanation(pack, photo.sha256, explanation, "care")
    kept = shared.explanation(pack, *asked)
    assert kept is not None and kept.samples == explanation.samples
    assert badge_of(shared, blue) == "care"
    other = replace(explanation.settings, seed=1)
    assert shared.explanation(pack, photo.sha256, "Blue", other) is None
    shared.set_pack(quantised_pack)
    assert badge_of(shared, blue) == "weak"


def test_what_is_explained_while_the_review_is_still_read_is_kept(
    tmp_path: Path, products: Path, explanation: Explanation, classifier: Classifier, blue: Path
) -> None:
    pack, subject = classifier.pack, load_photo(blue).subject
    asked = (subject, "Blue", explanation.settings)
    place = tmp_path / "reviews" / "early.tagproof"
    early = SharedReview(Review(place, folder=products), pytest.fail)
    early.keep_explanation(pack, subject, explanation, "care")
    assert early.explanation(pack, *asked) is not None
    early.set_pack(pack)
    assert early.explanation(pack, *asked) is not None
    early.close()
    again = SharedReview(Review(place, folder=products), pytest.fail)
    assert again.explanation(pack, *asked) is not None  # before it is known whose answers it takes
    again.close()


def badge_of(shared: SharedReview, photo: Path) -> str | None:
    [row] = shared.rows(shared.ids([photo])).values()
    return row.badge


def test_another_network_begins_without_answers(
    answered: SharedReview, quantised_pack: Pack, classifier: Classifier, blue: Path
) -> None:
    answered.review.decisions.decide(Action.ACCEPT, answered.ids([blue]), "")
    everything = answered.switch_pack(quantised_pack)
    assert everything.tags == {}
    assert everything.marks[blue].verdict is Verdict.ACCEPTED
    assert len(answered.switch_pack(classifier.pack).tags) == len(LABELS)


def test_tables_and_notes_tell_the_decision(
    answered: SharedReview, products: Path, blue: Path
) -> None:
    answered.review.decisions.decide(Action.CORRECT, answered.ids([blue]), "Teal")
    note = answered.said(blue, review_rows.decision_note)
    assert note is not None
    assert (note.word, note.label, note.reviewer) == ("corrected", "Teal", "ana")
    assert answered.said(products / "stranger.png", review_rows.decision_note) is None
    rows = list(answered.table([blue, products / "stranger.png"]))
    assert len(rows) == 1


def test_twins_are_found_once_all_is_answered(
    answered: SharedReview, products: Path, blue: Path
) -> None:
    twin = products / "twin.png"
    twin.write_bytes(blue.read_bytes())
    answered.register([twin])
    photos = [load_picture(path) for path in sorted(products.rglob("*.png"))]
    answered.known(photos)
    answered.settle()
    alike = replace(VIEWS[ViewKey.ALL].filter, duplicates=True)
    found = answered.review.queue.ids(replace(VIEWS[ViewKey.ALL], filter=alike)).tolist()
    assert {answered.path(photo) for photo in found} >= {twin, blue}


def test_calls_that_come_after_the_end_find_nothing(
    answered: SharedReview, blue: Path, troubles: list[str]
) -> None:
    photo = load_picture(blue)
    answered.close()
    assert answered.register([blue]).known == {}
    assert answered.known([photo]) == {}
    answered.fail({blue: "late"})
    answered.settle()
    assert troubles == []


def test_answers_for_other_classes_than_those_in_use_are_not_kept(
    shared: SharedReview, classifier: Classifier, blue: Path
) -> None:
    """They were asked for before the classes were chosen, and come after."""
    photo, few = load_photo(blue), classifier.choosing(["Green", "Red"])
    shared.answers.classes = few.pack.classes
    shared.set_pack(few.pack)
    shared.keep([(photo, classifier.classify(photo))], classifier.pack)
    assert shared.everything().tags == {}
    shared.keep([(photo, few.classify(photo))], few.pack)
    assert shared.everything().tags[blue].label in few.pack.classes


def test_other_classes_judge_anew_what_was_answered(
    answered: SharedReview, classifier: Classifier
) -> None:
    few = classifier.pack.choosing(["Green", "Red"])
    answered.answers.classes = few.classes
    tags = answered.switch_pack(few).tags
    assert len(tags) == len(LABELS)
    assert {tag.label for tag in tags.values()} == set(few.classes)


def test_nothing_that_leaves_is_made_of_the_half_that_was_read(
    answered: SharedReview, products: Path, blue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_review, "ROWS_TOGETHER", 1)
    rows = answered.table(sorted(products.rglob("*.png")))
    next(rows)
    answered.close()
    with pytest.raises(ReviewError, match="closed before"):
        list(rows)
    with pytest.raises(ReviewError, match="closed before"):
        answered.said(blue, review_rows.decision_note)
    with pytest.raises(ReviewError, match="closed before"):
        answered.left_out()
