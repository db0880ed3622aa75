"""A review's decisions as keywords: which, where, under what; what is refused is named."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from core.entities import Progress
from core.errors import Cancelled
from core.jobs import CancelToken
from core.report.xmp.export import KeywordExport, photo_tags, plan_keywords, write_plan
from core.report.xmp.jpeg import packet_of
from core.report.xmp.packet import Keywords
from core.report.xmp.places import KeywordsInto
from core.review.records import FoundFile
from core.review.store import Review
from core.vocabulary import Status
from tests.core.report.xmp.reading import hierarchy, subject
from tests.core.review.desk import BAG, DRESS, PACK, SHIRT, SHOES, classify, predict

Stocked = tuple[Review, list[int]]
FULL = KeywordsInto.FULL_NAME
NAMES = ["a.jpg", "b.jpg", "sub/c.jpeg", "d.png", "e.jpg"]


@pytest.fixture
def stocked(tmp_path: Path) -> Iterator[Stocked]:
    """Five photo files, tagged: shirt, shoes, bag, dress, and a dress that is not sure."""
    folder = tmp_path / "photos"
    (folder / "sub").mkdir(parents=True)
    files = [folder / name for name in NAMES]
    for number, file in enumerate(files):
        Image.new("RGB", (20, 30 + number), "navy").save(file)
    with Review(tmp_path / "r.tagproof", folder=folder, reviewer="ana") as review:
        review.predictions.use(PACK)
        yield review, scanned(review, files)


def scanned(review: Review, files: list[Path]) -> list[int]:
    ids = review.photos.add(map(FoundFile.of, files), review.photos.begin_scan())
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    review.photos.set_contents(list(zip(ids, hashes, strict=True)))
    answers = [predict(label) for label in (SHIRT, SHOES, BAG, DRESS)]
    classify(review, ids, [*answers, predict(DRESS, 0.4, Status.UNCERTAIN)])
    return ids


def export_keywords(
    review: Review,
    into: KeywordsInto,
    *,
    undecided: bool = False,
    photos: set[int] | None = None,
    **told: object,
) -> KeywordExport:
    plan = plan_keywords(review, into, undecided=undecided, photos=photos)
    return write_plan(plan, review.rewritten.announce, review.rewritten.note, **told)


def beside(review: Review, photo: int) -> bytes:
    return Path(f"{review.photos.file_of(photo)}.xmp").read_bytes()


def test_accepted_and_corrected_photos_alone_are_written(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:1])
    review.decisions.correct(ids[1:2], "Ponchos & Capes")
    review.decisions.flag(ids[2:3], "torn")
    told = export_keywords(review, FULL)
    assert (told.written, told.unchanged, told.refused) == (2, 0, ())
    assert subject(beside(review, ids[0])) == [SHIRT]
    assert subject(beside(review, ids[1])) == ["Ponchos & Capes"]
    assert len(list(review.photos.folder.rglob("*.xmp"))) == 2
    assert export_keywords(review, FULL).unchanged == 2


def test_undecided_photos_have_the_network_s_tag_where_it_is_sure(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.flag(ids[2:3], "torn")
    review.decisions.skip(ids[3:4])
    assert export_keywords(review, FULL, undecided=True).written == 3
    written = sorted(file.name for file in review.photos.folder.rglob("*.xmp"))
    assert written == ["a.jpg.xmp", "b.jpg.xmp", "d.png.xmp"]


def test_a_verdict_that_this_version_does_not_know_is_to_do(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:2])
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET verdict = 99 WHERE id = ?", (ids[0],))
    assert export_keywords(review, FULL).written == 1


def test_a_decision_taken_back_takes_its_keyword_out(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:2])
    export_keywords(review, FULL)
    review.decisions.withdraw(ids[:1])
    told = export_keywords(review, FULL)
    assert (told.written, told.unchanged, told.taken_out) == (0, 1, 1)
    left = [file.name for file in review.photos.folder.rglob("*.xmp")]
    assert left == ["b.jpg.xmp"]  # the other held nothing else


def test_the_catalog_says_what_a_tag_stands_under(stocked: Stocked) -> None:
    review, ids = stocked
    terms = ["Men > Tops > Tees", "Women > Shoes", "Women > Shoes", "Sale", "Kids > Shoes"]
    with review.database.transaction() as connection:
        for photo, term, label in zip(ids, terms, [SHIRT, SHOES, SHOES, BAG, SHOES], strict=True):
            connection.execute(
                "UPDATE photos SET catalog_tag = ?, catalog_label = ? WHERE id = ?",
                (term, label, photo),
            )
    review.decisions.accept(ids[:1])
    review.decisions.correct(ids[3:4], SHOES)
    review.decisions.correct(ids[4:5], SHOES)
    found = {one.id: one.keywords for one in photo_tags(review)}
    assert found[ids[0]] == Keywords(SHIRT, ("Men", "Tops"))
    assert found[ids[3]] == Keywords(SHOES, ("Women",))
    assert found[ids[4]] == Keywords(SHOES, ("Kids",))
    export_keywords(review, FULL)
    assert hierarchy(beside(review, ids[0])) == [f"Men|Tops|{SHIRT}"]


def test_what_is_refused_is_named_and_the_rest_goes_on(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids)
    folder = review.photos.folder
    (folder / "a.jpg.xmp").write_text("no xmp")
    (folder / "b.jpg").write_bytes(b"another photo")
    (folder / "d.png").unlink()
    steps: list[Progress] = []
    told = export_keywords(review, FULL, on_progress=steps.append)
    assert told.written == 2 and (folder / "a.jpg.xmp").read_text() == "no xmp"
    said = [str(error).removeprefix(f"{folder}{os.sep}") for error in told.refused]
    assert said[0].startswith("a.jpg.xmp: is no well-formed XML")
    assert said[1] == "b.jpg: has changed since it was decided about"
    assert said[2] == "d.png: the photo is gone"
    assert [step.done for step in steps] == [1, 2, 3, 4, 5]


def test_two_photos_of_one_stem_do_not_share_a_file(stocked: Stocked) -> None:
    review, ids = stocked
    folder = review.photos.folder
    Image.new("RGB", (9, 9)).save(folder / "a.png")
    (other,) = review.photos.add([FoundFile.of(folder / "a.png")], review.photos.begin_scan())
    content = hashlib.sha256((folder / "a.png").read_bytes()).hexdigest()
    review.photos.set_contents([(other, content)])
    classify(review, [other], [predict(BAG)])
    review.decisions.accept([ids[0], other])
    told = export_keywords(review, KeywordsInto.STEM)
    assert subject((folder / "a.xmp").read_bytes()) == [SHIRT]
    assert [str(error) for error in told.refused] == [
        f"{folder / 'a.png'}: shares a.xmp with a.jpg, whose keywords it holds"
    ]
    review.decisions.withdraw([other])
    for photos in ({other}, None):
        told = export_keywords(review, KeywordsInto.STEM, photos=photos)
        assert (told.taken_out, told.refused) == (0, ())
    assert subject((folder / "a.xmp").read_bytes()) == [SHIRT]


def test_chosen_photos_alone(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids)
    assert export_keywords(review, FULL, photos=set(ids[:2])).written == 2


def test_a_review_goes_on_knowing_the_jpegs_that_were_changed(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:2])
    told = export_keywords(review, KeywordsInto.JPEG)
    assert (told.written, told.refused) == (2, ())
    files = [review.photos.file_of(photo) for photo in ids]
    packet = packet_of(files[0].read_bytes())
    assert packet is not None and subject(packet) == [SHIRT]
    scanned(review, files)
    rows = [review.photos.get(photo) for photo in ids[:2]]
    assert [row.state.tag for row in rows] == [SHIRT, SHOES]
    assert export_keywords(review, KeywordsInto.JPEG).unchanged == 2


def test_stopping_keeps_what_is_written(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.accept(ids)
    token = CancelToken()
    with pytest.raises(Cancelled):
        export_keywords(review, FULL, token=token, on_progress=lambda _: token.cancel())
    assert len(list(review.photos.folder.rglob("*.xmp"))) == 1
