"""Attached files come back as they were given."""

import io
from pathlib import Path

from pypdf import PdfReader

from core.report.pdf.canvas import Canvas
from core.report.template import Paper


def test_attachments_are_read_back(tmp_path: Path) -> None:
    files = {"a.json": b'{"a": 1}', "b.json": bytes(range(256)) * 50, "c.json": b""}
    canvas = Canvas(Paper.A4, io.BytesIO())
    for name, data in files.items():
        canvas.attach(name, "what it is", data)
    canvas.end_page()
    canvas.number(0, "")
    with (tmp_path / "a.pdf").open("wb") as output:
        canvas.save(output)
    found = {file.name: file.content for file in PdfReader(tmp_path / "a.pdf").attachment_list}
    assert found == files
