"""What runs down the pages goes on with the next one, heads included."""

import tempfile
from pathlib import Path

from core.report.pdf.canvas import Canvas
from core.report.pdf.flow import Flow
from core.report.template import Paper
from tests.core.report.pdf.conftest import text_of


def test_rows_go_on_behind_the_head_of_the_next_page(tmp_path: Path) -> None:
    with tempfile.TemporaryFile() as spool, (tmp_path / "a.pdf").open("wb") as output:
        canvas = Canvas(Paper.A4, spool)
        flow = Flow(canvas)

        def head() -> None:
            with flow.row() as y:
                canvas.text(50, y, "Head")

        flow.facts([("Made", "today"), ("Long", "word " * 60)])
        flow.heading("Rows")
        head()
        for number in range(100):
            with flow.row(head) as y:
                assert y < canvas.bottom
                canvas.text(50, y, f"row{number}")
        flow.body("The end.")
        flow.end()
        canvas.number(0, "")
        canvas.save(output)
    pages = text_of(tmp_path / "a.pdf")
    assert len(pages) == 3 and all(text.count("Head") == 1 for text in pages)
    said = " ".join(pages)
    assert said.count("word") == 60 and "Made today" in said
    assert [word for word in said.split() if word.startswith("row")] == [
        f"row{number}" for number in range(100)
    ]
    assert pages[-1].startswith("Head") and "The end." in pages[-1]
