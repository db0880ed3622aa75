"""Failures are told and counted while the other photos go on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core import batch
from core.entities import Outcome
from core.errors import (
    EngineError,
    ExportFailed,
    FolderUnreadable,
    ImageUnreadable,
    UnknownClass,
)
from core.explain.presets import PRESETS
from core.vocabulary import PresetName


def test_failures_are_named_counted_and_stop_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def work(path: Path) -> str:
        if path.stem == "bad":
            raise ImageUnreadable(path, "not an image")
        if path.stem == "nan":
            raise EngineError("the network answered NaN")
        return path.stem

    found = [Path("a.jpg"), Path("bad.jpg"), FolderUnreadable(Path("gone"), "vanished")]
    found += [Path("nan.jpg"), Path("z.jpg")]
    each = batch._Each("Explaining")
    given_back = [item if isinstance(item, str) else item.error for item in each(found, work)]
    assert given_back == ["a", "not an image", "vanished", "the network answered NaN", "z"]
    assert each.failed == 3
    told = capsys.readouterr().err.splitlines()
    assert "bad.jpg: not an image" in told
    assert "gone: vanished" in told
    assert "nan.jpg: the network answered NaN" in told


def test_a_bug_is_not_taken_for_a_failure() -> None:
    def work(path: Path) -> None:
        raise ZeroDivisionError(path)

    with pytest.raises(ZeroDivisionError):
        list(batch._Each("Explaining")([Path("a.jpg")], work))


def test_a_failed_photo_is_reported_with_its_path(capsys: pytest.CaptureFixture[str]) -> None:
    error = ImageUnreadable(Path("bad.jpg"), "zero bytes")
    assert list(batch._Each("Explaining")([error], str)) == [
        Outcome(Path("bad.jpg"), error="zero bytes")
    ]
    assert "bad.jpg: zero bytes" in capsys.readouterr().err


def test_a_folder_without_photos_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    failed = batch.explain(
        [tmp_path / "empty"], tmp_path / "why", PRESETS[PresetName.OURS], batch.Wanted(),
        label=None, pack=None,
    )  # fmt: skip
    assert failed == 0
    assert capsys.readouterr().err == f"{batch.NO_PHOTOS}\n"


@pytest.mark.parametrize(("label", "against"), [("", None), (None, "")])
def test_a_class_without_a_name_is_none_of_the_models(
    label: str | None, against: str | None, tmp_path: Path
) -> None:
    ours = PRESETS[PresetName.OURS]
    preset = replace(ours, settings=replace(ours.settings, against=against))
    with pytest.raises(UnknownClass, match="has no class ''"):
        batch.explain([tmp_path], tmp_path / "why", preset, batch.Wanted(), label=label, pack=None)
    assert not (tmp_path / "why").exists()


def test_a_table_that_cannot_be_written_keeps_the_others_from_nothing(tmp_path: Path) -> None:
    outcomes = [Outcome(tmp_path / f"{number}.jpg", error="not an image") for number in range(3)]
    tables = batch.Tables(tmp_path / "gone" / "a.csv", tmp_path / "a.xlsx", tmp_path / "a.json")
    with pytest.raises(ExportFailed, match="gone"):
        tables.write(iter(outcomes))
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))) == 3
    assert (tmp_path / "a.xlsx").stat().st_size > 0
