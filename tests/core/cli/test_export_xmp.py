"""Keywords from the command line."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core import given_files
from core.cli import main as cli
from core.report.xmp.places import KeywordsInto
from core.review.records import FoundFile
from core.review.store import Review
from tests.core.report.xmp.reading import subject
from tests.core.review.desk import BAG, PACK, classify, predict, sha

ROOT = Path(cli.__file__).parent.parent.parent
DIES = """
import os, signal, sys
from core import given_files, outputs
from core.cli.main import main

take_place = outputs.take_place

def dies(temporary, target):
    if sys.argv[2] == "after":
        take_place(temporary, target)
    os.kill(os.getpid(), signal.SIGKILL)

outputs.take_place = dies
main(["export-xmp", sys.argv[1], "--into", "jpeg"])
"""


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Two photos, one of them accepted as a bag."""
    folder, file = tmp_path / "photos", tmp_path / "r.tagproof"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg"):
        Image.new("RGB", (20, 30), "navy").save(folder / name)
    with Review(file, folder=folder, reviewer="ana") as opened:
        opened.predictions.use(PACK)
        found = map(FoundFile.of, sorted(folder.iterdir()))
        ids = opened.photos.add(found, opened.photos.begin_scan())
        opened.photos.set_contents([(photo, sha(photo)) for photo in ids])
        classify(opened, ids, [predict(BAG)] * 2)
        opened.decisions.accept(ids[:1])
        opened.photos.end_scan(1, {"PSD": 3})
    return file


@pytest.mark.parametrize("into", KeywordsInto)
def test_every_place_can_be_chosen(
    review: Path, into: KeywordsInto, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export-xmp", str(review), "--into", into.value]) == cli.ALL_GOOD
    told = capsys.readouterr()
    assert "1 photo with new keywords, 0 as before, 0 refused" in told.out
    assert "3 PSD left out" in told.err
    there = {path.name for path in (review.parent / "photos").iterdir()}
    assert there - {"a.jpg", "b.jpg"} == {
        KeywordsInto.FULL_NAME: {"a.jpg.xmp"}, KeywordsInto.STEM: {"a.xmp"},
        KeywordsInto.JPEG: set(),
    }[into]  # fmt: skip


def test_undecided_photos_are_asked_for(review: Path) -> None:
    assert cli.main(["export-xmp", str(review), "--undecided", "--quiet"]) == cli.ALL_GOOD
    assert subject((review.parent / "photos" / "b.jpg.xmp").read_bytes()) == [BAG]


def test_what_is_refused_gives_1_and_is_named(
    review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (review.parent / "photos" / "a.jpg.xmp").write_text("<")
    assert cli.main(["export-xmp", str(review)]) == cli.SOME_FAILED
    assert "left as it is" in capsys.readouterr().err


def test_a_review_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert cli.main(["export-xmp", str(tmp_path / "none.tagproof")]) == cli.SOME_FAILED


def test_a_folder_that_is_not_there_is_told_once(
    review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (review.parent / "photos").rename(review.parent / "away")
    for command in (["export-xmp"], ["export-training", "--out", str(review.parent / "out")]):
        assert cli.main([*command, str(review)]) == cli.SOME_FAILED
        (told,) = capsys.readouterr().err.splitlines()
        assert told.endswith("photos: is not there; is its disk connected?")


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_photo_that_was_being_written_into_stays_decided(
    review: Path, moment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", DIES, str(review), moment]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    assert cli.main(["export-xmp", str(review), "--into", "jpeg"]) == cli.ALL_GOOD
    written, before = (1, 0) if moment == "before" else (0, 1)
    told = f"{written} photo{'s' * before} with new keywords, {before} as before, 0 refused"
    assert told in capsys.readouterr().out
    photo = review.parent / "photos" / "a.jpg"
    with Review(review) as opened:
        (found,) = opened.photos.add([FoundFile.of(photo)], opened.photos.begin_scan())
        assert found not in opened.photos.unhashed()
        row = opened.photos.get(found)
    assert (row.sha256, row.state.tag) == (given_files.sha256_of(photo), BAG)
