import csv
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from core.entities import Box
from core.errors import ExportFailed
from core.review import training_export
from core.review.records import FoundFile
from core.review.store import Review
from core.review.training_export import export_training
from model.data.dataset import read_catalog
from tests import unix
from tests.core.review.desk import LABELS, classify, predict

Stocked = tuple[Review, list[int]]


@pytest.fixture
def stocked(
    make_review: Callable[..., Review], photo_file: Callable[..., Path]
) -> Iterator[Stocked]:
    """Six real photo files, tagged by the network; number 5 is a copy of number 0."""
    names = ["item0.jpg", "b/item1.JPG", "item2.png", "item3.jpg", "item4.jpg", "copy.jpg"]
    files = [photo_file(f"photos/{name}", seed=n) for n, name in enumerate(names)]
    shutil.copy(files[0], files[5])
    review = make_review()
    ids = review.photos.add(map(FoundFile.of, files), review.photos.begin_scan())
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    review.photos.set_contents(list(zip(ids, hashes, strict=True)))
    classify(review, ids, [predict(LABELS[0])] * 6)
    yield review, ids


def styles(folder: Path) -> list[dict[str, str]]:
    with (folder / "styles.csv").open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_no_name_that_leaves_is_run_and_training_reads_the_tag_itself(
    stocked: Stocked, tmp_path: Path
) -> None:
    review, ids = stocked
    review.decisions.correct(ids[:1], "=1+1")
    export_training(review, tmp_path / "out")
    assert styles(tmp_path / "out")[0]["articleType"] == "'=1+1"
    (example,) = read_catalog(tmp_path / "out")
    assert example.accepted == ("=1+1",)


def test_accepted_and_corrected_photos_leave_in_kaggles_layout(
    stocked: Stocked, tmp_path: Path
) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:2])
    review.decisions.correct(ids[2:3], "Ponchos, long")
    review.decisions.flag(ids[3:4], "torn")
    review.decisions.accept(ids[4:5], automatic=True)
    export = export_training(review, tmp_path / "out")
    assert (export.written, export.skipped) == (3, ())
    rows = styles(tmp_path / "out")
    assert [(row["id"], row["articleType"]) for row in rows] == [
        (str(ids[0]), "Tshirts"), (str(ids[1]), "Tshirts"), (str(ids[2]), "Ponchos, long"),
    ]  # fmt: skip
    assert tuple(rows[0]) == training_export.COLUMNS
    images = tmp_path / "out" / "images"
    assert sorted(p.name for p in images.iterdir()) == sorted(f"{i}.jpg" for i in ids[:3])
    assert (images / f"{ids[0]}.jpg").read_bytes() == review.photos.file_of(ids[0]).read_bytes()
    assert Image.open(images / f"{ids[2]}.jpg").format == "JPEG"


def test_what_the_program_accepted_leaves_only_when_asked(stocked: Stocked, tmp_path: Path) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:2], automatic=True)
    assert export_training(review, tmp_path / "without").written == 0
    assert export_training(review, tmp_path / "with", automatic=True).written == 2


def test_photos_that_cannot_teach_are_left_out_with_the_reason(
    stocked: Stocked, tmp_path: Path
) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:5])
    review.decisions.correct(ids[5:], "Dresses")
    review.photos.file_of(ids[1]).unlink()
    review.photos.file_of(ids[3]).write_bytes(b"another photo")
    export = export_training(review, tmp_path / "out")
    assert export.written == 2
    assert dict(export.skipped) == {
        "item0.jpg": "the same picture carries different tags",
        "copy.jpg": "the same picture carries different tags",
        "b/item1.JPG": "no such file or directory",
        "item3.jpg": "the file holds another photo than the one decided about",
    }


def test_a_picture_is_exported_once(stocked: Stocked, tmp_path: Path) -> None:
    review, ids = stocked
    review.decisions.accept([ids[0], ids[5]])
    assert export_training(review, tmp_path / "out").skipped == (
        ("copy.jpg", "the same picture is exported already"),
    )


def test_the_folder_appears_whole_or_not_at_all(stocked: Stocked, tmp_path: Path) -> None:
    review, ids = stocked
    review.decisions.accept(ids)

    def stop(_: object) -> None:
        raise InterruptedError("enough")

    out = tmp_path / "new" / "out"
    with pytest.raises(ExportFailed, match="enough"):
        export_training(review, out, on_progress=stop)
    assert list(out.parent.iterdir()) == []
    with pytest.raises(ExportFailed, match="not empty"):
        export_training(review, review.photos.folder)


@unix.links
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one(stocked: Stocked, tmp_path: Path, there: bool) -> None:
    review, ids = stocked
    review.decisions.accept(ids[:1])
    target = tmp_path / "disk" / "out"
    if there:
        target.mkdir(parents=True)
    (link := tmp_path / "link").symlink_to(target)
    assert export_training(review, link).folder == link
    assert link.readlink() == target
    assert len(styles(target)) == 1


def test_of_a_photo_with_a_box_what_is_inside_is_learnt(stocked: Stocked, tmp_path: Path) -> None:
    review, ids = stocked
    review.boxes.draw(ids[0], Box(10, 20, 30, 40))
    review.decisions.correct([ids[0]], "Belts")
    review.decisions.correct([ids[5]], "Tshirts")
    export = export_training(review, tmp_path / "out")
    assert (export.written, export.skipped) == (2, ()), "the copy's whole teaches something else"
    with Image.open(tmp_path / "out" / "images" / f"{ids[0]}.jpg") as inside:
        assert inside.size == (30, 40)
