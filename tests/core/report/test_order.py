"""An order is written output by output, each from photos and rows that are given anew."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from core.entities import Outcome, Progress
from core.errors import Cancelled, ExportFailed
from core.jobs import CancelToken
from core.report.content import PhotoReport
from core.report.formats import FORMATS, PDF, PNG
from core.report.order import ExportOrder
from core.report.tables.columns import COLUMNS
from core.report.tables.formats import TABLE_FORMATS
from tests import unix

T = TypeVar("T")
MakeReport = Callable[..., PhotoReport]


def test_every_format_is_written_by_the_same_order(make_report: MakeReport, tmp_path: Path) -> None:
    outputs = {offered: tmp_path / f"out{suffix}" for suffix, offered in FORMATS.items()}
    ExportOrder(outputs=outputs, reports=lambda: iter([make_report()]), photos=1).write()
    assert all(target.is_file() for target in outputs.values())


def test_photos_are_given_anew_for_each_output(make_report: MakeReport, tmp_path: Path) -> None:
    asked = []

    def reports() -> Iterator[PhotoReport]:
        asked.append("reports")
        yield make_report()

    outputs = {PNG: tmp_path / "card.png", PDF: tmp_path / "r.pdf"}
    ExportOrder(outputs=outputs, reports=reports, photos=1).write()
    assert asked == ["reports", "reports"]


def test_what_cannot_be_written_is_told_and_takes_no_other_output_with_it(tmp_path: Path) -> None:
    outputs = dict(zip(TABLE_FORMATS, ("a", "gone/b", "c", "lost/d"), strict=True))
    order = ExportOrder(outputs={table: tmp_path / name for table, name in outputs.items()})
    with pytest.raises(ExportFailed) as caught:
        order.write()
    assert str(caught.value).startswith(f"{tmp_path / 'gone' / 'b'}: ")
    assert f"; {tmp_path / 'lost' / 'd'}: " in str(caught.value)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "c"]


def test_progress_is_told_and_the_token_heard_at_each_item() -> None:
    steps: list[Progress] = []
    token = CancelToken()
    order = ExportOrder(outputs={}, photos=3, token=token, on_progress=steps.append)
    items = order.watched("abc")
    assert (next(items), next(items)) == ("a", "b")
    token.cancel()
    with pytest.raises(Cancelled):
        next(items)
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3)]


def test_a_single_photo_that_failed_is_told(tmp_path: Path) -> None:
    order = ExportOrder(
        outputs={PNG: tmp_path / "card.png"},
        reports=lambda: [Outcome(Path("a.jpg"), error="not an image")],
        photos=1,
    )
    with pytest.raises(ExportFailed, match="not an image"):
        order.write()
    assert not list(tmp_path.iterdir())


EVERY = {form.suffix: form for form in (*FORMATS.values(), *TABLE_FORMATS)}


def goes(folder: Path) -> None:
    """Take the disk away, as pulling its cable does."""
    shutil.rmtree(folder)


def turns_read_only(folder: Path) -> None:
    """As a file system does that found a fault in itself."""
    folder.chmod(0o500)


def fills(_: Path) -> None:
    """Let no file grow any further."""
    unix.limit_files(1)


@pytest.fixture
def report(make_report: MakeReport) -> PhotoReport:
    """Made before the test is nobody."""
    return make_report()


@pytest.mark.parametrize("happens", [goes, turns_read_only, fills], ids=lambda one: one.__name__)
@pytest.mark.parametrize("suffix", EVERY)
def test_a_disk_that_fails_half_way_is_a_sentence_and_leaves_nothing_half(
    suffix: str,
    happens: Callable[[Path], None],
    report: PhotoReport,
    unprivileged: Path,
) -> None:
    folder = unprivileged / "disk"
    folder.mkdir()
    target = folder / f"out{suffix}"
    row = dict.fromkeys(COLUMNS) | {"path": "a.jpg"}

    def items(item: T) -> Iterator[T]:
        happens(folder)
        yield item

    order = ExportOrder(
        outputs={EVERY[suffix]: target},
        reports=lambda: items(report),
        rows=lambda: items(row),
        folder=unprivileged,
        photos=1,
    )
    with unix.limits_put_back(), pytest.raises(ExportFailed) as caught:
        order.write()
    assert str(caught.value).startswith(f"{target}: ")
    if folder.exists():
        folder.chmod(0o700)
    assert not target.exists()
    left = list(folder.iterdir()) if folder.exists() else []
    assert len(left) <= (happens is turns_read_only), left  # where nobody may take the draft away
