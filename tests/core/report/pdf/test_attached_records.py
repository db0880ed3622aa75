"""Records go into attachments, a few to each, and end with their number."""

import json
from collections.abc import Callable
from itertools import pairwise

from core.report.content import PhotoReport
from core.report.pdf.attached_records import PER_ATTACHMENT, AttachedRecords, is_ours
from core.report.records import END

MakeReport = Callable[..., PhotoReport]


class Shelf:
    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def attach(self, name: str, described: str, data: bytes) -> None:
        self.files[name] = data


def test_a_long_report_has_several_files_that_follow_each_other(make_report: MakeReport) -> None:
    shelf, report = Shelf(), make_report()
    records = AttachedRecords(shelf, "")
    for _ in range(PER_ATTACHMENT + 1):
        records.add(report)
    records.finish()
    assert list(shelf.files) == ["explanations-0001.jsonl", "explanations-0002.jsonl"]
    assert list(shelf.files) == sorted(filter(is_ours, shelf.files))
    lines = [json.loads(line) for data in shelf.files.values() for line in data.splitlines()]
    assert len(lines) == PER_ATTACHMENT + 2 and lines[-1][END] == PER_ATTACHMENT + 1
    assert all(b["previous"] == a["hash"] for a, b in pairwise(lines))


def test_without_a_photo_nothing_is_attached() -> None:
    shelf = Shelf()
    AttachedRecords(shelf, "").finish()
    assert shelf.files == {}
    assert not is_ours("notes.jsonl")
