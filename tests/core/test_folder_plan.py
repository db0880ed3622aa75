from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import AppError, ExportFailed, FolderUnreadable
from core.folder_plan import Plan, check, check_existing


def test_a_folder_that_is_gone_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable, match="gone"):
        check(Plan(tmp_path / "gone", tmp_path / "a.tagproof"))


def test_an_output_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "summary.csv").mkdir()
    with pytest.raises(ExportFailed, match="is a folder"):
        check(Plan(tmp_path, tmp_path / "a.tagproof", summary=tmp_path / "summary.csv"))
    check(Plan(tmp_path, tmp_path / "a.tagproof", summary=tmp_path / "new" / "summary.csv"))


def test_a_file_about_other_photos_ends_it_before_the_work(
    tmp_path: Path, photo_file: Callable[..., Path]
) -> None:
    photo, table = photo_file("a.jpg"), tmp_path / "tags.csv"
    plan = Plan(photo.parent, tmp_path / "a.tagproof", existing=table)
    table.write_text("photo,category\nother.jpg,Hats\n")
    with pytest.raises(AppError, match=r"tags\.csv"):
        check_existing(plan, ["Hats"])
    table.write_text("photo,category\na.jpg,Hats\n")
    check_existing(plan, ["Hats"])
