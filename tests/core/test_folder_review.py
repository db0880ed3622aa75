"""A folder's review as a nightly job runs it: killed, resumed, by one, several, a cluster."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from core import given_files, paths, workers
from core.cli import main as cli
from core.entities import Box, Outcome
from core.report.tables import columns
from core.review.connection import uri_of
from core.review.records import FoundFile
from core.review.store import Review
from tests import unix
from tests.packs import LABELS, PACKS, draw_product

ROOT = Path(__file__).resolve().parents[2]
LINE_END = "new\nline.png" if unix.taken("new\nline.png") else "new line.png"
NAMES = ["=1+1.png", "手袋.png", "תיק.png", LINE_END, "é" * 120 + ".png", "plain.png"]
CLUSTER = """
import os, signal, sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.readline()
        os.kill(next(iter(cluster.workers.values())).process.pid, signal.SIGKILL)
        sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        Image.fromarray(draw_product(LABELS[number % 5], (48, 40), number)).save(folder / name)
    return folder


def command(folder: Path, *more: str) -> list[str]:
    review = str(folder.parent / "r.tagproof")
    return ["review", str(folder), "--review", review, "--pack", str(PACKS / "tiny"), *more]


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *command(folder, *more)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def count(review: Path, table: str) -> int:
    try:
        with sqlite3.connect(f"{uri_of(review)}?mode=ro", uri=True) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_everything_is_written_and_a_second_run_computes_nothing(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "bad.png").write_text("no picture")
    tags = tmp_path / "tags.csv"
    tags.write_text("file,tag\nplain.png,Yellow\n手袋.png,Green\n", encoding="utf-8")
    out = {kind: str(tmp_path / f"o.{kind}") for kind in ("pdf", "csv", "json", "jsonl", "xlsx")}
    options = [part for kind, path in out.items() for part in (f"--{kind}", path)]
    arguments = command(folder, "--existing", str(tags), "--explain", "all", *options)
    assert cli.main(arguments) == cli.SOME_FAILED
    told = capsys.readouterr().err
    assert "bad.png: not an image" in told
    assert "tags.csv: 2 rows; 2 photos with a tag of the catalog" in told
    first = Path(out["csv"]).read_bytes()
    table = list(csv.DictReader(first.decode().splitlines(keepends=True)))
    assert sorted(row["path"] for row in table) == sorted(["'=1+1.png", *NAMES[1:], "bad.png"])
    by_name = {row["path"]: row for row in table}
    assert by_name["plain.png"]["agreement"] == "differ"
    assert by_name["手袋.png"]["agreement"] == "agree"
    text = " ".join(page.extract_text() for page in PdfReader(out["pdf"]).pages)
    assert "Catalog said" in text and "Against random order" in text
    assert "bad.png not an image" in text

    def refuse(_: workers.Session, photos: Iterable[Path], *__: object) -> Iterator[Outcome]:
        return iter([pytest.fail(f"{photo} was tagged again") for photo in photos])

    monkeypatch.setattr(workers.Session, "tag", refuse)
    monkeypatch.setattr(workers.Session, "explain", lambda *_, **__: pytest.fail("explained again"))
    (folder / "bad.png").unlink()
    assert cli.main([*arguments, "--quiet"]) == cli.ALL_GOOD
    lines = first.splitlines(keepends=True)
    without = b"".join(line for line in lines if not line.startswith(b"bad.png"))
    assert Path(out["csv"]).read_bytes() == without
    assert capsys.readouterr().err == ""


def test_photos_named_alike_are_one_product_until_told_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    names = ["K10_1.png", "K10_2.png", "K11_1.png", "K11_back.png", "single.png"]
    for number, name in enumerate(names):
        Image.fromarray(draw_product(LABELS[number // 2], (48, 40), number)).save(folder / name)
    table = tmp_path / "t.jsonl"

    def rows(*more: str) -> list[dict[str, object]]:
        arguments = command(folder, "--jsonl", str(table), "--explain", "none", "--quiet", *more)
        assert cli.main(arguments) == cli.ALL_GOOD
        return [json.loads(line) for line in table.read_text("utf-8").splitlines()]

    alone = {row["path"]: row for row in rows()}
    assert sorted(alone) == sorted(names)
    together = rows("--products", "folder")
    assert [row["photos"] for row in together] == [names[:2], names[2:4], None]
    labels = [alone[name]["label"] for name in names]
    assert [row["photo_labels"] for row in together] == [labels[:2], labels[2:4], None]
    (folder / "K10_3.png").write_bytes((folder / "K10_1.png").read_bytes())
    assert rows()[0]["photos"] == [*names[:2], "K10_3.png"]
    assert len(rows("--products", "none")) == 6


def test_a_product_has_one_page_and_the_report_is_true(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    names = ["K10_1.png", "K10_2.png", "K11_1.png", "K11_back.png", "single.png"]
    for number, name in enumerate(names):
        Image.fromarray(draw_product(LABELS[number // 2], (48, 40), number)).save(folder / name)
    (folder / "K11_2.png").write_bytes(b"no picture")
    (folder / "bad.png").write_bytes(b"no picture either")
    (folder / "cover.psd").write_bytes(b"8BPS\0\1")
    (folder / ".old.gif").write_bytes(b"GIF89a")
    pdf, figures = tmp_path / "r.pdf", tmp_path / "figures.csv"
    asked = ("--products", "folder", "--explain", "all", "--samples", "64", "--pdf", str(pdf),
             "--summary", str(figures))  # fmt: skip
    assert cli.main(command(folder, *asked)) == cli.SOME_FAILED
    told = capsys.readouterr().err
    assert "K11_2.png: not an image" in told and "bad.png: not an image" in told
    assert "1 PSD left out: of kinds that are not read; 1 hidden left out" in told
    assert "left out: PSD,1\n" in figures.read_text("utf-8").replace("\r", "")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
    assert "2products 2single photos 7photos in all" in pages[0]
    assert "Not among the photos 1 PSD, 1 hidden" in pages[0]
    assert "Photos not reported (1) bad.png" in pages[0] and "K11_2" not in pages[0]
    first, second, third = pages[-3:]
    assert "K10" in first and "The other photo" in first and "of 2: " in first
    assert "The other 2 photos" in second and "not tagged" in second and "not an image" in second
    assert "single.png" in third and "The other" not in third
    verify = ["report", "verify", str(pdf), "--photos", str(folder), "--pack", str(PACKS / "tiny")]
    assert cli.main(verify) == cli.ALL_GOOD
    assert "identical 3" in capsys.readouterr().out


def test_the_shops_file_names_the_products(folder: Path, tmp_path: Path) -> None:
    one, table = tmp_path / "o.json", tmp_path / "shop.csv"
    table.write_text(
        "Handle,Title,Type,Image Src\nbelt,A belt,Red,https://cdn.example/a.png?v=1\n"
        "belt,,,https://cdn.example/b.png\nhat,A hat,Blue,https://cdn.example/c.png\n"
    )
    names = [path.name for path in sorted(folder.iterdir())][:3]
    for old, new in zip(names, ("a.png", "b.png", "c.png"), strict=True):
        (folder / old).rename(folder / new)
    arguments = command(folder, "--explain", "none", "--json", str(one), "--quiet")
    assert cli.main([*arguments, "--products", "catalog"]) == cli.WRONG_USAGE
    cli.main([*arguments, "--products", "catalog", "--existing", str(table)])
    rows = {row["path"]: row for row in json.loads(one.read_text("utf-8"))["photos"]}
    assert rows["a.png"]["photos"] == ["a.png", "b.png"]
    assert rows["a.png"]["product_name"] == "A belt"
    assert "b.png" not in rows and rows["c.png"]["product_name"] == "A hat"
    table.unlink()  # what it said is kept
    cli.main([*arguments, "--products", "none"])
    assert len(json.loads(one.read_text("utf-8"))["photos"]) == len(list(folder.iterdir()))
    cli.main([*arguments, "--products", "catalog"])
    assert json.loads(one.read_text("utf-8"))["photos"][0]["photos"] == ["a.png", "b.png"]


def test_a_photo_that_comes_after_the_shops_file_joins_its_product(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, one = tmp_path / "shop.csv", tmp_path / "o.json"
    files = sorted(folder.iterdir())[:2]
    table.write_text(
        f"Handle,Type,Image Src\nbelt-1,Red,https://x/{files[0].name}\nbelt-1,,https://x/new.png\n"
    )
    arguments = command(folder, "--explain", "none", "--json", str(one))
    cli.main([*arguments, "--products", "catalog", "--existing", str(table)])
    assert "2 rows; 1 product now, 1 photo with a tag of the catalog" in capsys.readouterr().err
    (folder / "new.png").write_bytes(files[1].read_bytes())
    cli.main(arguments)
    rows = {row["path"]: row for row in json.loads(one.read_text("utf-8"))["photos"]}
    assert rows[files[0].name]["photos"] == [files[0].name, "new.png"]
    assert "new.png" not in rows


def test_products_of_a_file_that_was_never_imported_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = command(folder, "--explain", "none", "--quiet")
    cli.main(arguments)
    assert cli.main([*arguments, "--products", "catalog"]) == cli.SOME_FAILED
    assert "keeps no catalog file" in capsys.readouterr().err


def test_json_lines_and_the_schema_tell_of_the_same_fields(folder: Path, tmp_path: Path) -> None:
    one, lines = tmp_path / "o.json", tmp_path / "o.jsonl"
    arguments = command(folder, "--explain", "none", "--json", str(one), "--jsonl", str(lines))
    assert cli.main(arguments) == cli.ALL_GOOD
    whole = json.loads(one.read_text("utf-8"))
    schema = json.loads((paths.resources() / "schema" / "review-1.json").read_text("utf-8"))
    assert schema["title"] == whole["schema"] == columns.SCHEMA
    allowed = schema["$defs"]["photo"]["properties"]
    assert list(allowed) == list(columns.COLUMNS)
    kinds = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    for row in whole["photos"]:
        assert list(row) == list(columns.COLUMNS)
        for name, value in row.items():
            rule = allowed[name]
            assert value in rule.get("enum", [value])
            assert "enum" in rule or kinds[type(value)] in rule["type"], name
    told = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert told == [{"schema": "review-1", **row} for row in whole["photos"]]


def test_chosen_columns_and_a_summary_are_written(folder: Path, tmp_path: Path) -> None:
    table, plain, costly = (tmp_path / name for name in ("t.csv", "plain.csv", "costly.json"))
    asked = ("--explain", "none", "--csv", str(table), "--columns", "label,path")
    assert cli.main(command(folder, *asked, "--summary", str(plain))) == cli.ALL_GOOD
    assert table.read_text("utf-8").startswith("label,path\n")
    assert "hours saved" in plain.read_text("utf-8") and "money" not in plain.read_text("utf-8")
    cost = ("--cost-per-photo", "0.5", "--currency", "JPY")
    assert cli.main(command(folder, "--summary", str(costly), *cost)) == cli.ALL_GOOD
    figures = json.loads(costly.read_text("utf-8"))["figures"]
    assert figures["assumed cost per photo by hand, JPY"] == 0.5
    assert figures["money saved, JPY, estimated"] == 0


def test_the_workbook_has_filters_a_frozen_header_and_thumbnails(
    folder: Path, tmp_path: Path
) -> None:
    book = tmp_path / "o.xlsx"
    assert cli.main(command(folder, "--explain", "none", "--xlsx", str(book))) == cli.ALL_GOOD
    sheet = load_workbook(book).active
    assert [cell.value for cell in sheet[1]] == ["photo", *columns.COLUMNS]
    assert (sheet.freeze_panes, len(sheet._images)) == ("B2", len(NAMES))
    assert sheet.auto_filter.ref.endswith(str(len(NAMES) + 1))
    cells = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert "'=1+1.png" in cells and all(row[1].data_type == "s" for row in cells.values())
    assert isinstance(cells["plain.png"][5].value, float)
    assert all(cell.font.bold for cell in sheet[1])


@unix.signals
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_goes_on_where_it_stopped(folder: Path, tmp_path: Path, workers: str) -> None:
    for number in range(24):
        Image.fromarray(draw_product("Red", (48, 40), 50 + number)).save(folder / f"{number}.png")
    review, total = tmp_path / "r.tagproof", len(NAMES) + 24
    first = start(folder, "--explain", "all", "--workers", workers)
    while first.poll() is None and count(review, "explanations") < 3:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    done = count(review, "explanations")
    assert 3 <= done < total
    with sqlite3.connect(review) as connection:
        query = "SELECT subject, seconds FROM explanations ORDER BY subject"
        before = connection.execute(query).fetchall()
    second = start(folder, "--explain", "all", "--workers", workers)
    told, _ = second.communicate()
    assert second.returncode == cli.ALL_GOOD, told
    with sqlite3.connect(review) as connection:
        after = dict(connection.execute(query))
    assert len(after) == total
    assert all(after[sha256] == seconds for sha256, seconds in before)


def test_workers_give_the_same_table_as_one_process(folder: Path, tmp_path: Path) -> None:
    tables = []
    for number, more in enumerate((["--workers", "1"], ["--workers", "2"])):
        out = tmp_path / f"{number}.csv"
        (tmp_path / "r.tagproof").unlink(missing_ok=True)
        assert cli.main(command(folder, "--csv", str(out), *more)) == cli.ALL_GOOD
        tables.append(out.read_bytes())
    assert tables[0] == tables[1]


@unix.signals
def test_a_cluster_that_loses_a_worker_gives_the_same_table(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    alone, together = tmp_path / "a.csv", tmp_path / "b.csv"
    assert cli.main(command(folder, "--explain", "all", "--csv", str(alone))) == cli.ALL_GOOD
    (tmp_path / "r.tagproof").unlink()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=environment,
    ) as cluster:  # fmt: skip
        address = cluster.stdout.readline().strip()
        run = start(folder, "--explain", "all", "--csv", str(together), "--scheduler", address)
        while run.poll() is None and count(tmp_path / "r.tagproof", "predictions") == 0:
            time.sleep(0.05)
        cluster.stdin.write("\n")
        cluster.stdin.flush()
        told, _ = run.communicate()
        cluster.stdin.write("\n")
        cluster.stdin.flush()
    assert run.returncode == cli.ALL_GOOD, told
    assert together.read_bytes() == alone.read_bytes()


@unix.signals
def test_a_scheduler_that_dies_is_told(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    long = ("--explain", "all", "--samples", "100000")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as cluster:  # fmt: skip
        run = start(folder, *long, "--scheduler", cluster.stdout.readline().strip())
        while run.poll() is None and not count(tmp_path / "r.tagproof", "predictions"):
            time.sleep(0.05)
        cluster.kill()
    told = run.communicate()[0]
    assert run.returncode == cli.SOME_FAILED, told
    assert "is gone" in told and "Traceback" not in told


def test_a_review_of_another_folder_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Review(tmp_path / "r.tagproof", folder=tmp_path / "elsewhere").close()
    assert cli.main(command(folder)) == cli.SOME_FAILED
    gone = tmp_path / "elsewhere"
    said = (
        f"is about another folder, {gone}, which is not there: name that one, or another --review"
    )
    assert said in capsys.readouterr().err


def test_a_folder_that_is_gone_makes_no_review(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command(folder / "gone")) == cli.SOME_FAILED
    assert "gone: no such file or directory" in capsys.readouterr().err
    assert not (tmp_path / "r.tagproof").exists()


def test_a_disk_that_is_not_there_is_no_empty_folder(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "out.csv"
    assert cli.main(command(folder, "--csv", str(table))) == cli.ALL_GOOD
    before, away = table.read_bytes(), tmp_path / "away"
    away.mkdir()
    for photo in [photo for photo in folder.iterdir() if photo.stem != "plain"]:
        photo.rename(away / photo.name)
    assert cli.main(command(folder, "--csv", str(table))) == cli.SOME_FAILED
    assert "holds 1 photo where the review knows 6" in capsys.readouterr().err
    assert table.read_bytes() == before
    with Review(tmp_path / "r.tagproof", read_only=True) as review:
        assert review.photos.count_present() == 6
    assert cli.main(command(folder, "--csv", str(table), "--accept-missing")) == cli.ALL_GOOD
    assert table.read_bytes() != before


def test_photos_that_were_moved_within_the_folder_are_no_loss(folder: Path, tmp_path: Path) -> None:
    assert cli.main(command(folder)) == cli.ALL_GOOD
    (folder / "deeper").mkdir()
    for photo in [photo for photo in folder.iterdir() if photo.is_file()]:
        photo.rename(folder / "deeper" / photo.name)
    assert cli.main(command(folder)) == cli.ALL_GOOD


def test_pictures_of_other_kinds_are_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "design.psd").write_bytes(b"8BPS\0\1")
    assert cli.main(command(folder)) == cli.ALL_GOOD
    assert "1 PSD left out" in capsys.readouterr().err
    other = tmp_path / "other"
    other.mkdir()
    (other / "design.psd").write_bytes(b"8BPS\0\1")
    more = ["review", str(other), "--review", str(tmp_path / "o.tagproof")]
    assert cli.main([*more, "--pack", str(PACKS / "tiny")]) == cli.SOME_FAILED


def test_an_output_in_the_way_is_told_before_the_work(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command(folder, "--csv", str(tmp_path / "new" / "o.csv"))) == cli.ALL_GOOD
    assert "6 photos: " in capsys.readouterr().err
    (tmp_path / "r.tagproof").unlink()
    assert cli.main(command(folder, "--csv", str(folder / "plain.png" / "o.csv"))) == 1
    assert not (tmp_path / "r.tagproof").exists()


def test_a_table_without_tags_is_told_before_the_work(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tags.csv").write_text("foo,bar\n1,2\n")
    assert cli.main(command(folder, "--existing", str(tmp_path / "tags.csv"))) == cli.SOME_FAILED
    told = capsys.readouterr().err
    assert "tags.csv: it has no column with names or addresses of photos" in told
    assert "Tagging" not in told
    assert not (tmp_path / "r.tagproof").exists()


@pytest.mark.parametrize(
    "more", [["--pdf", "o.pdf", "--explain", "none"], ["--workers", "2", "--scheduler", "x"]]
)
def test_what_does_not_go_together_is_wrong_usage(folder: Path, more: list[str]) -> None:
    assert cli.main(command(folder, *more)) == cli.WRONG_USAGE


@unix.limits
def test_a_full_disk_leaves_no_half_table(folder: Path, tmp_path: Path) -> None:
    assert cli.main(command(folder, "--explain", "none")) == cli.ALL_GOOD

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        unix.limit_files(20_000)

    out = tmp_path / "o.xlsx"
    arguments = command(folder, "--explain", "none", "--xlsx", str(out))
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        cwd=ROOT, capture_output=True, text=True, preexec_fn=small_disk, check=False,
    )  # fmt: skip
    assert done.returncode == cli.SOME_FAILED, done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()


def outfits(tmp_path: Path) -> Path:
    """Two photos of two things each: the left one red, the right one blue or green."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, right in (("a.png", "Blue"), ("b.png", "Green")):
        halves = [draw_product(label, (64, 48)) for label in ("Red", right)]
        Image.fromarray(np.concatenate(halves, axis=1)).save(folder / name)
    return folder


def test_boxes_of_a_review_are_honoured_and_those_of_another_content_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, review = outfits(tmp_path), tmp_path / "r.tagproof"
    assert cli.main(command(folder, "--explain", "none", "--quiet")) == cli.ALL_GOOD
    with Review(review) as opened:
        for name, box in (("a.png", Box(48, 0, 48, 64)), ("b.png", Box(0, 0, 48, 64))):
            opened.boxes.draw(opened.photos.find(folder / name), box)
    out = {kind: tmp_path / f"o.{kind}" for kind in ("pdf", "csv")}
    options = [part for kind, path in out.items() for part in (f"--{kind}", str(path))]
    assert cli.main(command(folder, "--explain", "all", *options)) == cli.ALL_GOOD
    rows = list(csv.DictReader(out["csv"].read_text("utf-8").splitlines()))
    assert [(row["label"], row["box"]) for row in rows] == [
        ("Blue", "48,0,48,64"), ("Red", "0,0,48,64"),
    ]  # fmt: skip
    checked = ["report", "verify", str(out["pdf"]), "--photos", str(folder)]
    assert cli.main([*checked, "--pack", str(PACKS / "tiny")]) == cli.ALL_GOOD
    capsys.readouterr()

    explained = ["explain", str(folder), "--out", str(tmp_path / "why"), "--json", "--samples",
                 "32", "--review", str(review), "--pack", str(PACKS / "tiny")]  # fmt: skip
    (folder / "b.png").write_bytes((folder / "a.png").read_bytes())
    assert cli.main(explained) == cli.ALL_GOOD
    assert "b.png: the box does not apply" in capsys.readouterr().err
    record = json.loads((tmp_path / "why" / "a.explanation.json").read_text("utf-8"))
    assert (record["label"], record["photo"]["box"]) == ("Blue", [48, 0, 48, 64])

    assert cli.main(command(folder, "--explain", "none", "--csv", str(out["csv"]))) == cli.ALL_GOOD
    assert "b.png: its box does not apply, the file holds another photo now" in (
        capsys.readouterr().err
    )
    rows = list(csv.DictReader(out["csv"].read_text("utf-8").splitlines()))
    assert [row["box"] for row in rows] == ["48,0,48,64", ""]


def test_workers_are_told_of_boxes(tmp_path: Path) -> None:
    folder = outfits(tmp_path)
    with Review(tmp_path / "r.tagproof", folder=folder) as review:
        files = [FoundFile.of(folder / name) for name in ("a.png", "b.png")]
        ids = review.photos.add(files, review.photos.begin_scan())
        hashes = [given_files.sha256_of(file.path) for file in files]
        review.photos.set_contents(list(zip(ids, hashes, strict=True)))
        review.boxes.draw(ids[0], Box(48, 0, 48, 64))
        review.boxes.draw(ids[1], Box(48, 0, 48, 64))
    table = tmp_path / "o.csv"
    more = ("--explain", "none", "--workers", "2", "--csv", str(table))
    assert cli.main(command(folder, *more)) == cli.ALL_GOOD
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert [row["label"] for row in rows] == ["Blue", "Green"]


@pytest.mark.skipif(sys.platform == "win32", reason="takes rights away as Unix does")
def test_photos_of_a_folder_without_permission_stay_and_the_folder_is_named(
    unprivileged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, table = unprivileged / "photos", unprivileged / "t.csv"
    (folder / "locked").mkdir(parents=True)
    for number, name in enumerate(["1.png", "locked/2.png"]):
        Image.fromarray(draw_product(LABELS[number], (48, 40), number)).save(folder / name)
    arguments = command(folder, "--csv", str(table), "--explain", "none", "--quiet")
    assert cli.main(arguments) == cli.ALL_GOOD
    before = table.read_text("utf-8")
    (folder / "locked").chmod(0)
    assert cli.main(arguments) == cli.SOME_FAILED
    assert "locked: permission denied" in capsys.readouterr().err
    assert table.read_text("utf-8") == before


def test_answers_that_the_disk_has_changed_are_made_again_and_that_is_said(
    photo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command(photo_folder, "--explain", "none")) == cli.ALL_GOOD
    review = photo_folder.parent / "r.tagproof"
    with closing(sqlite3.connect(review)) as connection:
        connection.execute("UPDATE predictions SET probabilities = x'00'")
        connection.commit()
    capsys.readouterr()
    assert cli.main(["audit", "verify", str(review)]) == cli.SOME_FAILED
    assert cli.main(command(photo_folder, "--explain", "none")) == cli.ALL_GOOD
    assert "damaged, and made again: 6 answers" in capsys.readouterr().err
    assert cli.main(["audit", "verify", str(review)]) == cli.ALL_GOOD


def test_a_review_that_comes_to_a_network_drive_is_said_once(
    photo_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(command(photo_folder, "--explain", "none")) == cli.ALL_GOOD
    assert "network drive" not in capsys.readouterr().err
    monkeypatch.setattr("core.places.on_network", lambda _: True)
    for times in (1, 0):
        assert cli.main(command(photo_folder, "--explain", "none")) == cli.ALL_GOOD
        assert capsys.readouterr().err.count("lies on a network drive") == times
    assert cli.main(["audit", "verify", str(photo_folder.parent / "r.tagproof")]) == cli.ALL_GOOD


def test_a_review_goes_on_under_another_spelling_of_its_folder(
    photo_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(command(photo_folder, "--explain", "none")) == cli.ALL_GOOD
    spelled = photo_folder.rename(photo_folder.with_name(photo_folder.name.upper()))
    assert cli.main(command(spelled, "--explain", "none")) != cli.ALL_GOOD
    assert "is about another folder" in capsys.readouterr().err
    monkeypatch.setattr("core.places.key", lambda path: str(path).casefold())
    assert cli.main(command(spelled, "--explain", "none")) == cli.ALL_GOOD
    with Review(photo_folder.parent / "r.tagproof", read_only=True) as review:
        assert review.photos.folder == spelled
        assert review.photos.count() == review.photos.count_present()
        assert not any(Path(row.path).is_absolute() for row in review.photos.present())
