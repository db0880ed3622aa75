"""The catalog's commands by their real exit codes, and what they say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.cli import main as cli
from core.review.catalog_tags import import_tags
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from tests.core.catalog import shop


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    for name in shop.PHOTOS:
        (folder / name).write_bytes(b"a photo, but nobody looks into it")
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "products.csv"
    path.write_bytes(shop.shopify().encode())
    return path


@pytest.fixture
def review(photos: Path, source: Path, tmp_path: Path) -> Path:
    """A review in which one product's tag was corrected."""
    with Review(tmp_path / "a.tagproof", folder=photos, reviewer="ana") as made:
        made.predictions.use(PackRecord("ab" * 32, "catalog-cnn", "1", shop.LABELS))
        files = [FoundFile.of(path) for path in sorted(photos.iterdir())]
        ids = made.photos.add(files, made.photos.begin_scan())
        made.photos.set_contents([(photo, f"{photo:064x}") for photo in ids])
        import_tags(made, source)
        made.decisions.correct(ids[:1], "Dresses")
    return tmp_path / "a.tagproof"


def test_inspect_says_how_a_file_is_read(
    source: Path, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "found.json"
    (photos / "cover").write_bytes(b"8BPS\0\1")
    command = ["catalog", "inspect", str(source), "--photos", str(photos), "--json", str(out)]
    assert cli.main(command) == cli.ALL_GOOD
    told = capsys.readouterr()
    assert "6 of 6 photos found, of 3 products; 6 have a class" in told.out
    assert "1 PSD left out: of kinds that are not read" in told.err
    found = json.loads(out.read_text("utf-8"))
    assert {one["path"]: one["class"] for one in found["photos"]} == shop.TRUTH
    assert found["photos"][0] == {
        "path": "10_1.jpg", "product": "nice-10", "term": "Apparel > Tshirts", "class": "Tshirts",
    }  # fmt: skip


def test_nothing_found_is_a_failure(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("sku,category\n77,Tshirts\n")
    assert cli.main(["catalog", "inspect", str(file)]) == cli.ALL_GOOD
    assert cli.main(["catalog", "inspect", str(file), "--photos", str(photos)]) == cli.SOME_FAILED
    assert "the file's ids look like '77', the photos like '10_1.jpg'" in capsys.readouterr().err


def test_what_the_file_says_is_told_as_it_stands_there(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("image,category\nhttps://cdn.example/77.jpg?v=1,Tops//\u202eTshirts\n", "utf-8")
    cli.main(["catalog", "inspect", str(file), "--photos", str(photos)])
    told = capsys.readouterr().out
    assert "'https://cdn.example/77.jpg?v=1'" in told
    assert "Tops//" in told and "\u202e" not in told


def test_export_writes_the_decided_cells(
    review: Path, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, changes = tmp_path / "out.csv", tmp_path / "changes.csv"
    command = ["catalog", "export", str(review), "--source", str(source), "--out", str(out)]
    assert cli.main([*command, "--changes", str(changes)]) == cli.ALL_GOOD
    assert "1 of 1 decided product changed, 1 cell" in capsys.readouterr().out
    wanted = shop.shopify().replace("Apparel > Tshirts", "Apparel > Dresses")
    assert out.read_bytes() == wanted.encode()
    assert "nice-10,Apparel > Tshirts,Apparel > Dresses,ana,10_1.jpg" in changes.read_text()
    assert cli.main([*command, "--as", "class", "--only-changed"]) == cli.ALL_GOOD
    assert out.read_text().count("nice-10") == 3 and "nice-20" not in out.read_text()
    assert ",Dresses," in out.read_text()


def test_an_export_without_decisions_is_the_file_and_says_so(
    review: Path, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Review(review, reviewer="ana") as opened:
        opened.decisions.undo()
    out = tmp_path / "out.csv"
    command = ["catalog", "export", str(review), "--source", str(source), "--out", str(out)]
    assert cli.main(command) == cli.ALL_GOOD
    assert capsys.readouterr().out == f"{out}: no product is decided, so nothing changes\n"
    assert out.read_bytes() == source.read_bytes()


def test_changes_can_be_pages_and_other_endings_are_refused_before_anything_is_written(
    review: Path, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    command = ["catalog", "export", str(review), "--source", str(source), "--out", str(out)]
    assert cli.main([*command, "--changes", str(tmp_path / "changes.doc")]) == cli.WRONG_USAGE
    assert "changes.doc: its name must end in .csv or .pdf" in capsys.readouterr().err
    assert not out.exists()
    assert cli.main([*command, "--changes", str(tmp_path / "changes.pdf")]) == cli.ALL_GOOD
    assert "Listing 1 of 1" in capsys.readouterr().err
    (page,) = PdfReader(tmp_path / "changes.pdf").pages
    said = " ".join(page.extract_text().split())
    assert "nice-10 10_1.jpg" in said and "Apparel > Tshirts Apparel > Dresses ana" in said
    assert "not an image" in said


@pytest.mark.parametrize("option", ["--out", "--changes"])
@pytest.mark.parametrize("named", ["source", "review"])
def test_neither_source_nor_review_is_written_over(
    review: Path,
    source: Path,
    tmp_path: Path,
    option: str,
    named: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoilt = {"source": source, "review": review}[named]
    before = spoilt.read_bytes()
    command = ["catalog", "export", str(review), "--source", str(source)]
    out = ["--out", str(tmp_path / "out.csv")] if option == "--changes" else []
    assert cli.main([*command, *out, option, str(spoilt)]) == cli.WRONG_USAGE
    said = capsys.readouterr().err
    assert f"{spoilt} would be written over" in said or f"{spoilt}: its name must end in" in said
    assert spoilt.read_bytes() == before


def test_a_changed_source_is_refused(
    review: Path, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_bytes(source.read_bytes().replace(b"Nice 20", b"Fine 20"))
    out = tmp_path / "out.csv"
    command = ["catalog", "export", str(review), "--source", str(source), "--out", str(out)]
    assert cli.main(command) == cli.SOME_FAILED
    assert "row 5 is not what it was when the file was imported" in capsys.readouterr().err
    assert not out.exists()


def test_the_program_itself_ends_with_the_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop", "catalog", "inspect", str(tmp_path / "gone.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == cli.SOME_FAILED
    assert done.stderr.startswith("tagproof: ") and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "new.xlsx"], "--out is in the form of --source: end it in .csv"),
        (["--out", "new.csv", "--columns", "after"], "--columns: for a list of changes as CSV"),
        (["--out", "new.csv", "--changes", "c.csv", "--language", "de"], "--language: for a list"),
        (["--out", "new.csv", "--changes", "c.pdf", "--csv-for", "excel"], "--csv-for: for CSV"),
    ],
)
def test_what_would_be_ignored_is_refused(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["catalog", "export", "r.tagproof", "--source", "shop.csv", *options]
    assert cli.main(command) == cli.WRONG_USAGE
    assert said in capsys.readouterr().err
