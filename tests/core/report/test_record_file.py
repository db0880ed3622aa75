"""Records read back: whole, edited, cut short, or none at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter

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


def test_a_field_that_stands_twice_is_refused(make_report: MakeReport, tmp_path: Path) -> None:
    write_record(make_report(), tmp_path / "r.json")
    text = (tmp_path / "r.json").read_text("utf-8")
    (tmp_path / "r.json").write_text(text.replace("{", '{"label": "Shoes",', 1), "utf-8")
    with pytest.raises(ReportUnreadable, match=r"r\.json: says label twice"):
        list(RecordFile(tmp_path / "r.json").records())


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_know_is_refused(
    make_report: MakeReport, tmp_path: Path, constant: str
) -> None:
    write_record(make_report(), tmp_path / "r.json")
    record = json.loads((tmp_path / "r.json").read_text("utf-8"))
    text = json.dumps({**record, "r2": "@"}).replace('"@"', constant)
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(ReportUnreadable, match=f"holds {constant}, which is no number of JSON"):
        list(RecordFile(tmp_path / "r.json").records())


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{", b'{"a": 1, "a": 2}', b"[" * 100_000, b"7" * 5000]
)
def test_an_attachment_of_anything_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("explanations-0001.jsonl", content)
    writer.write(tmp_path / "r.pdf")
    file = RecordFile(tmp_path / "r.pdf")
    try:
        assert list(file.records()) == []
    except ReportUnreadable as error:
        assert error.path == tmp_path / "r.pdf"
    else:
        assert "records were added or taken out" in file.faults


def test_a_line_ends_where_a_record_does(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report()
    odd = replace(report, photo=replace(report.photo, path=Path("a\u2028b\x85c.jpg")))
    document.write_report([odd], tmp_path / "r.pdf")
    file = RecordFile(tmp_path / "r.pdf")
    (record,) = file.records()
    assert record["photo"]["path"] == "a\u2028b\x85c.jpg"
    assert file.faults == []
