"""Records read back: whole, edited, cut short, or none at all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import ReportUnreadable
from core.report.content import PhotoReport
from core.report.pdf import document
from core.report.record_file import RecordFile
from core.report.records import write_record

MakeReport = Callable[..., PhotoReport]


@pytest.mark.parametrize("name", ["r.pdf", "r.json"])
def test_a_file_as_it_was_written_has_no_fault(
    make_report: MakeReport, tmp_path: Path, name: str
) -> None:
    report = make_report()
    document.write_report([report], tmp_path / "r.pdf")
    write_record(report, tmp_path / "r.json")
    file = RecordFile(tmp_path / name)
    (record,) = file.records()
    assert record["photo"]["sha256"] == report.photo.sha256
    assert file.faults == []


def test_an_edited_record_is_named(make_report: MakeReport, tmp_path: Path) -> None:
    write_record(make_report(), tmp_path / "r.json")
    record = json.loads((tmp_path / "r.json").read_text("utf-8"))
    (tmp_path / "r.json").write_text(json.dumps({**record, "label": "Shoes"}))
    file = RecordFile(tmp_path / "r.json")
    list(file.records())
    assert file.faults == ["record 1 was changed: its hash does not fit"]


@pytest.mark.parametrize("data", [b"", b"[1]", b"{}", b"%PDF-1.4 and no more", b"\xff\xfe"])
def test_what_is_no_report_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r").write_bytes(data)
    with pytest.raises(ReportUnreadable):
        list(RecordFile(tmp_path / "r").records())
    with pytest.raises(ReportUnreadable, match="no such file"):
        list(RecordFile(tmp_path / "gone").records())
