"""The plan of tagging, and how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.entities import Outcome, Pixels
from core.errors import EngineError
from core.imaging import images
from core.imaging.loaded import Loaded
from core.imaging.preprocessing import prepare
from core.inference.classifier import Classifier
from core.inference.engine import EngineOutput
from core.jobs import CancelToken
from core.similar.cache import FeatureCache
from core.vocabulary import Status
from desktop.services.job_bridge import JobBridge
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.tagger import Rate, Tagger, classify_all, decode_all
from desktop.services.tagging_plan import LOOKED_AT
from desktop.services.workers import Workers
from desktop.ui.photo_state import Tag
from tests.packs import LABELS
from tests.window import WAIT_MS


def test_what_is_known_of_many_does_not_hide_what_is_not(
    qtbot: QtBot, tagger: Tagger, told: dict[Path, Tag], classifier: Classifier, blue: Path
) -> None:
    known = {Path(f"{n}.jpg"): Tag(Status.KNOWN, "Mint", 0.9) for n in range(2 * LOOKED_AT)}
    tagger.add([*known, blue], known)
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_classifier(classifier)
    assert told[blue].label == "Blue"


def test_rate_says_what_the_sketch_says() -> None:
    rate = Rate(1204, 2014, 38.4, 21.2)
    assert rate.words() == "Tagging 1,204 of 2,014     38/s     21 s left"
    assert Rate(0, 0, None, None).share == 0


@pytest.fixture
def tagger(bridge: JobBridge, workers: Workers) -> Tagger:
    return Tagger(bridge, workers.decoders, workers.engine)


@pytest.fixture
def told(tagger: Tagger) -> dict[Path, Tag]:
    """Every tag told so far."""
    tags: dict[Path, Tag] = {}
    tagger.tagged.connect(tags.update)
    return tags


def test_photos_are_tagged_once_there_is_a_network(
    qtbot: QtBot,
    tagger: Tagger,
    told: dict[Path, Tag],
    classifier: Classifier,
    products: Path,
    blue: Path,
) -> None:
    blue.with_name("broken.png").write_bytes(b"")
    paths = sorted(products.rglob("*.png"))
    tagger.add(paths)
    assert not told
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_classifier(classifier)
    assert told.keys() == set(paths)
    assert {tag.label for tag in told.values()} == {"", *LABELS}
    assert tagger.finished_all
    assert (tagger.counts[Status.ERROR], sum(tagger.counts.values())) == (1, len(paths))


def test_what_the_network_sees_on_the_way_is_kept(
    classifier: Classifier, products: Path, tmp_path: Path
) -> None:
    cache = FeatureCache(tmp_path / "features")
    broken = products / "broken.png"
    broken.write_bytes(b"")
    decoded = decode_all(sorted(products.rglob("*.png")), CancelToken())
    tags = classify_all(classifier, decoded, features=cache)
    assert tags == classify_all(classifier, decoded)
    subjects = [item.sha256 for item in decoded if isinstance(item, Loaded)]
    assert sorted(cache.get(classifier.pack.sha256, subjects)[0]) == sorted(subjects)
    classify_all(classifier, [Outcome(broken, error="broken")], features=cache)


def test_a_photo_looked_at_or_known_is_not_tagged_again(
    qtbot: QtBot, tagger: Tagger, told: dict[Path, Tag], classifier: Classifier, blue: Path
) -> None:
    paths = sorted(blue.parent.iterdir())
    looked_at = Tag(Status.UNCERTAIN, "Teal", 0.4)
    known = Tag(Status.KNOWN, "Mint", 0.9)
    tagger.add(paths, {paths[1]: known})
    tagger.note(paths[0], looked_at)
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_classifier(classifier)
    assert [told[path] for path in paths[:2]] == [looked_at, known]
    assert told[paths[2]].label == "Grey"


def test_while_it_rests_nothing_is_tagged(
    qtbot: QtBot, tagger: Tagger, told: dict[Path, Tag], classifier: Classifier, blue: Path
) -> None:
    tagger.set_paused(True)
    tagger.set_classifier(classifier)
    tagger.add([blue])
    assert tagger._in_flight == 0
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_paused(False)
    assert told[blue].label == "Blue"


def test_what_was_under_way_for_another_folder_is_dropped(
    qtbot: QtBot, tagger: Tagger, told: dict[Path, Tag], classifier: Classifier, products: Path
) -> None:
    tagger.set_classifier(classifier)
    tagger.add(sorted((products / "a").iterdir()))
    tagger.clear()
    tagger.add(sorted((products / "b").iterdir()))
    qtbot.waitUntil(lambda: tagger.finished_all, timeout=WAIT_MS)
    assert {path.parent.name for path in told} == {"b"}


def test_the_review_is_asked_first_and_told_then(
    qtbot: QtBot,
    tagger: Tagger,
    told: dict[Path, Tag],
    reviewed: ReviewDesk,
    classifier: Classifier,
    blue: Path,
) -> None:
    shared = reviewed.shared
    assert shared is not None
    (blue.parent / "broken.png").write_bytes(b"")
    paths = sorted(blue.parent.iterdir())
    shared.register(paths)
    tagger.remember(shared)
    tagger.set_classifier(classifier)
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.add(paths)
    photo = images.load_picture(blue)
    kept = shared.known([photo])[blue]
    assert (kept.label, kept.confidence) == (told[blue].label, pytest.approx(told[blue].confidence))
    (outcome,) = decode_all([blue], CancelToken(), shared)
    assert isinstance(outcome, Outcome)  # nothing is left for the network


def test_the_review_learns_of_a_photo_that_was_looked_at_before_its_turn(
    qtbot: QtBot,
    tagger: Tagger,
    told: dict[Path, Tag],
    reviewed: ReviewDesk,
    classifier: Classifier,
    blue: Path,
) -> None:
    shared = reviewed.shared
    assert shared is not None
    looked_at = Tag(Status.UNCERTAIN, "Teal", 0.4)
    tagger.remember(shared)
    tagger.set_paused(True)
    tagger.set_classifier(classifier)
    tagger.add([blue])
    tagger.note(blue, looked_at)
    assert (told, tagger.finished_all) == ({blue: looked_at}, False)
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_paused(False)
    assert told[blue].label == "Blue"
    assert shared.knows(images.load_photo(blue))


def test_for_another_choice_all_is_tagged_again_and_what_was_under_way_dropped(
    qtbot: QtBot, tagger: Tagger, told: dict[Path, Tag], classifier: Classifier, products: Path
) -> None:
    paths = sorted(products.rglob("*.png"))
    tagger.add(paths)
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_classifier(classifier)
    tagger.add([products / "later.png"])  # under way when other classes are chosen
    told.clear()
    tagger.begin_again()
    assert (tagger.finished_all, sum(tagger.counts.values()), tagger._in_flight) == (False, 0, 0)
    tagger.add([], {paths[0]: Tag(Status.KNOWN, "Mint", 0.9)})
    with qtbot.waitSignal(tagger.finished, timeout=WAIT_MS):
        tagger.set_classifier(classifier.choosing(["Green", "Red"]))
    assert told.keys() == {*paths, products / "later.png"}
    assert [told[path].label for path in (paths[0], products / "later.png")] == ["Mint", ""]
    assert {told[path].label for path in paths[1:]} <= {"Green", "Red"}
    assert sum(tagger.counts.values()) == len(paths) + 1


def test_nonsense_about_one_photo_spoils_no_other(
    classifier: Classifier, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = decode_all(sorted(products.rglob("*.png")), CancelToken())
    whole = classify_all(classifier, decoded)
    odd = decoded[1]
    assert isinstance(odd, Loaded)
    run, poison = classifier.engine.run, prepare(odd.picture, classifier.size)

    def poisoned(pictures: Pixels) -> EngineOutput:
        if any((picture == poison).all() for picture in pictures):
            raise EngineError("the network answered NaN")
        return run(pictures)

    monkeypatch.setattr(classifier.engine, "run", poisoned)
    tags = classify_all(classifier, decoded)
    assert tags[odd.path] == Tag(Status.ERROR, error="the network answered NaN")
    assert {**tags, odd.path: whole[odd.path]} == whole
