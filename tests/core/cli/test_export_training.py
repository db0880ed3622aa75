import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli import main as cli
from core.review.records import FoundFile
from core.review.store import Review
from tests.core.review.desk import LABELS, PACK, classify, predict


def test_what_is_written_and_left_out_is_told(
    photo_file: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [photo_file(f"photos/{name}", seed=n) for n, name in enumerate(["a.jpg", "b.jpg"])]
    with Review(tmp_path / "a.tagproof", folder=tmp_path / "photos", reviewer="ana") as review:
        review.predictions.use(PACK)
        ids = review.photos.add(map(FoundFile.of, files), review.photos.begin_scan())
        hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
        review.photos.set_contents(list(zip(ids, hashes, strict=True)))
        classify(review, ids, [predict(LABELS[0])] * 2)
        review.decisions.accept(ids)
        review.photos.end_scan(1, {"PSD": 3})
    files[1].unlink()
    out = tmp_path / "out"
    assert cli.main(["export-training", str(review.path), "--out", str(out)]) == cli.ALL_GOOD
    told = capsys.readouterr()
    assert "1 photo, 1 left out" in told.out
    assert "left out: b.jpg: no such file" in told.err
    assert "3 PSD left out" in told.err
    assert (out / "styles.csv").is_file()


def test_nothing_written_is_no_success(
    photo_file: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = photo_file("photos/a.jpg")
    with Review(tmp_path / "a.tagproof", folder=tmp_path / "photos", reviewer="ana") as review:
        review.predictions.use(PACK)
        ids = review.photos.add([FoundFile.of(file)], review.photos.begin_scan())
        review.photos.set_contents([(ids[0], hashlib.sha256(file.read_bytes()).hexdigest())])
        classify(review, ids, [predict(LABELS[0])])
        review.decisions.accept(ids)
    file.unlink()
    command = ["export-training", str(review.path), "--out", str(tmp_path / "out")]
    assert cli.main(command) == cli.SOME_FAILED
    assert "0 photos, 1 left out" in capsys.readouterr().out
