"""Classes of one catalog, through session, commands, records and review, with a real network."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from core.cli import main as cli
from core.entities import ExplainSettings
from core.errors import ClassesUnusable, ReviewError, UnknownClass
from core.folder_plan import Plan
from core.folder_review import run
from core.inference.model_pack import Pack
from core.inference.pack_writing import write_pack
from core.report.formats import FORMATS
from core.review.store import Review
from core.session import Session
from core.vocabulary import ToExplain
from tests.packs import LABELS, draw_product

FEW = ("Blue", "Grey", "Yellow")
WHOLE = ["Blue", "Green", "Green", "Red", "Yellow"]
"""Tags where every class can occur, by path: one is wrong, which fewer classes mend."""

QUICK = ("--samples", "64", "--superpixels", "12")
SETTINGS = ExplainSettings(samples=64, superpixels=12, until_stable=False)
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for name in LABELS:
        Image.fromarray(draw_product(name, (48, 40))).save(folder / f"{name}.png")
    return folder


@pytest.fixture
def said(tiny_pack: Pack, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str]:
        code = cli.main([*map(str, arguments), "--pack", str(tiny_pack.folder)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return call


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_session_knows_only_these(photos: Path, tiny_pack: Pack) -> None:
    with Session.open(tiny_pack.folder, classes=FEW[::-1]) as session:
        assert session.pack.classes == FEW
        found = [outcome.prediction for outcome in session.classify([photos])]
        assert all(tag is not None and tag.label in FEW and len(tag.top) == 3 for tag in found)
        with pytest.raises(UnknownClass, match="not among the classes of this catalog"):
            session.explain(photos / "Red.png", SETTINGS, label="Red")
        whole = session.choosing(None)
        again = [outcome.prediction for outcome in whole.classify([photos])]
        assert [tag.label for tag in again if tag] == WHOLE
        assert session.pack.classes == FEW


def test_tags_top_five_and_record_agree(photos: Path, said: Run, tmp_path: Path) -> None:
    table, record = tmp_path / "t.csv", tmp_path / "t.json"
    chosen = ("--only-classes", "Grey, Blue ,Yellow")
    code, _ = said("classify", photos, "--csv", table, "--json", record, *chosen)
    assert code == cli.ALL_GOOD
    out = tmp_path / "out"
    code, _ = said("explain", photos, "--out", out, "--json", "--png", *QUICK, *chosen)
    assert code == cli.ALL_GOOD
    for row, told in zip(rows(table), json.loads(record.read_text("utf-8")), strict=True):
        explained = json.loads((out / f"{Path(row['path']).stem}.explanation.json").read_bytes())
        assert explained["label"] == row["label"] == told["label"]
        assert {score["label"] for score in explained["top5"]} == set(FEW)
        assert explained["top5"] == told["top5"]
        assert explained["classes"] == list(FEW)
        assert set(explained["surrogates"]) == set(FEW)


def test_a_report_of_few_classes_is_computed_again(photos: Path, said: Run, tmp_path: Path) -> None:
    names = tmp_path / "classes.txt"
    names.write_text("\ufeffBlue\n\n  Grey\nYellow\n", encoding="utf-8")
    pdf = tmp_path / "r.pdf"
    code, _ = said("report", photos, "--out", pdf, *QUICK, "--classes-from", names)
    assert code == cli.ALL_GOOD
    code, told = said("report", "verify", pdf, "--photos", photos)
    assert (code, f"identical {len(LABELS)}" in told) == (cli.ALL_GOOD, True)


def test_a_record_whose_classes_were_edited_is_found_out(
    photos: Path, said: Run, tmp_path: Path
) -> None:
    file = tmp_path / "Red.explanation.json"
    said("explain", photos / "Red.png", "--out", tmp_path, "--json", *QUICK,
         "--only-classes", ",".join(FEW))  # fmt: skip
    record = json.loads(file.read_bytes())
    for classes, finding in (
        (None, "different"),
        (["Blue", "Puce"], "could not be computed: the model has no class 'Puce'"),
        (["Blue"], "could not be computed: one class alone"),
    ):
        file.write_text(json.dumps(record | {"classes": classes}), "utf-8")
        code, told = said("report", "verify", file, "--photos", photos)
        assert code == cli.SOME_FAILED
        assert finding in told
        assert "edited: record 1 was changed" in told
    file.write_text(json.dumps(record | {"classes": "Blue"}), "utf-8")
    assert said("report", "verify", file, "--photos", photos)[0] == cli.WRONG_USAGE


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("Blue,Gray", "no class 'Gray'; it has Grey"),
        ("Blue", "one class alone"),
        (" , ", "--only-classes names no class"),
    ],
)
def test_classes_that_cannot_be(
    photos: Path, said: Run, tmp_path: Path, names: str, words: str
) -> None:
    for command in (
        ("classify", photos, "--csv", tmp_path / "t.csv"),
        ("explain", photos, "--out", tmp_path / "o"),
        ("report", photos, "--out", tmp_path / "r.pdf"),
        ("review", photos, "--review", tmp_path / "r.tagproof"),
    ):
        code, told = said(*command, "--only-classes", names)
        assert (code, words in told) == (cli.WRONG_USAGE, True), told
    assert not list(tmp_path.iterdir())


def test_a_review_keeps_its_classes_and_takes_others(
    photos: Path, said: Run, tmp_path: Path
) -> None:
    """Tagged once; another choice is answered from the file, decisions stay."""
    file, table = tmp_path / "a.tagproof", tmp_path / "t.csv"
    review = ("review", photos, "--review", file, "--csv", table, "--explain", "none", "--quiet")
    assert said(*review)[0] == cli.ALL_GOOD
    assert [row["label"] for row in rows(table)] == WHOLE
    with Review(file, reviewer="ana") as opened:
        opened.predictions.use(opened.predictions.last_pack() or pytest.fail("no pack"))
        opened.decisions.accept([photo.id for photo in opened.photos.present()])
    assert said(*review)[0] == cli.ALL_GOOD
    before = rows(table)
    assert said(*review, "--only-classes", ",".join(FEW))[0] == cli.ALL_GOOD
    few = rows(table)
    assert {row["label"] for row in few} <= set(FEW)
    assert {row["classes"] for row in few} == {"Blue; Grey; Yellow"}
    assert [row["tag"] for row in few] == [row["tag"] for row in before]
    assert said(*review)[0] == cli.ALL_GOOD
    assert rows(table) == few, "the review goes on with the classes that it knows"
    assert said(*review, "--only-classes", "all")[0] == cli.ALL_GOOD
    assert rows(table) == before
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM packs").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM predictions").fetchone() == (10,)


def test_another_choice_asks_the_network_nothing(
    photos: Path, tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(photos, tmp_path / "a.tagproof", explain=ToExplain.NONE, pack=tiny_pack.folder)
    assert run(plan) == 0

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("asked again")

    monkeypatch.setattr("core.inference.classifier.Classifier.classify_prepared", refuse)
    assert run(replace(plan, classes=FEW)) == 0


def test_answers_of_the_file_are_those_of_the_network(
    photos: Path, tiny_pack: Pack, tmp_path: Path
) -> None:
    """A choice first or last, by one process or two: the same table, byte for byte."""
    tables = []
    for name, choices, workers in (("a", [FEW], 1), ("b", [None, FEW], 1), ("c", [FEW], 2)):
        for classes in choices:
            table = tmp_path / f"{name}.csv"
            file = tmp_path / f"{name}.tagproof"
            plan = Plan(
                photos, file, explain=ToExplain.ALL, outputs={FORMATS[".csv"]: table},
                pack=tiny_pack.folder,
                classes=classes, workers=workers, settings=SETTINGS, quiet=True,
            )  # fmt: skip
            assert run(plan) == 0
        tables.append(table.read_bytes())
    assert tables[0] == tables[1] == tables[2]


def test_a_network_that_lacks_a_reviews_classes_is_told(
    photos: Path, tiny_pack: Pack, tmp_path: Path
) -> None:
    plan = Plan(
        photos, tmp_path / "a.tagproof", explain=ToExplain.NONE, pack=tiny_pack.folder, classes=FEW
    )
    assert run(plan) == 0
    card = replace(tiny_pack.card, labels=("Blue", "Green", "Slate", "Red", "Yellow"), version="2")
    network = tiny_pack.network.read_bytes() + b"\0"
    other = write_pack(tmp_path / "other", card, {"network.tflite": network})
    again = replace(plan, pack=other.folder, classes=None)
    with pytest.raises(ReviewError, match="classes that this model lacks, Grey: name"):
        run(again)
    assert run(replace(again, classes=("Blue", "Slate"))) == 0
    with Review(plan.review, read_only=True) as review:
        last = review.predictions.last_pack()
        assert last is not None
        assert last.classes == ("Blue", "Slate")


def test_empty_choices_are_refused(tiny_pack: Pack) -> None:
    with pytest.raises(ClassesUnusable, match="name at least two"):
        Session.open(tiny_pack.folder, classes=())
