"""What is offered: every format with its own suffix, and something to show before it is written."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.entities import Outcome
from core.errors import ExportFailed
from core.report import png
from core.report.content import PhotoReport
from core.report.formats import FORMATS, PDF, PNG, DrawnFormat
from core.report.order import ExportOrder
from core.report.template import Template
from core.vocabulary import ExportKind

MakeReport = Callable[..., PhotoReport]


def test_suffixes_and_names_are_told_apart_and_every_kind_has_a_format() -> None:
    assert all(suffix.startswith(".") for suffix in FORMATS)
    assert len({(offered.kind, offered.name) for offered in FORMATS.values()}) == len(FORMATS)
    assert {offered.kind for offered in FORMATS.values()} == set(ExportKind)


def test_asking_for_the_formats_brings_nothing_heavy() -> None:
    code = "import core.report.formats, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "PIL", "openpyxl", "reportlab", "sqlite3"} & set(run.stdout.split())


def test_a_format_that_lacks_a_part_cannot_be_made() -> None:
    class Svg(DrawnFormat):
        suffix = ".svg"

    with pytest.raises(TypeError, match="pages"):
        Svg()


@pytest.mark.parametrize("drawn", [PDF, PNG])
def test_pages_show_the_photo(make_report: MakeReport, drawn: DrawnFormat) -> None:
    (page,) = drawn.pages(make_report(), Template(), None, 1.0)
    assert page.shape[2] == 3 and page.min() < 100


def test_cards_of_several_lie_in_a_folder_with_what_failed(
    make_report: MakeReport, tmp_path: Path
) -> None:
    reports = [make_report(), Outcome(Path("x/bag.png"), error="truncated"), make_report()]
    target = tmp_path / "cards"
    ExportOrder(outputs={PNG: target}, reports=lambda: reports, photos=3).write()
    names = sorted(file.name for file in target.iterdir())
    assert names == ["bag-3.explanation.png", "bag.explanation.png", png.NOT_EXPORTED]
    assert (target / png.NOT_EXPORTED).read_text("utf-8") == f"{Path('x/bag.png')}: truncated\n"


def test_cards_are_written_all_or_none(make_report: MakeReport, tmp_path: Path) -> None:
    def reports() -> Iterator[PhotoReport]:
        yield make_report()
        raise ExportFailed(Path("disk"), "full")

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ExportFailed, match="full"):
        ExportOrder(outputs={PNG: folder / "cards"}, reports=reports, photos=2).write()
    assert not list(folder.iterdir())
