"""Blocks of a Markdown page that a command writes, between marks that people leave alone.

<!-- comparison: written by a command -->
...
<!-- end of comparison -->
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.errors import FileError, os_cause
from core.outputs import write_text
from core.wording import percent


class PageError(FileError):
    """A page that cannot be read or has no place for a block."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out a Markdown table; all columns but the first are aligned to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def percent_cell(share: float | None) -> str:
    """Write a share in [0, 1] into a table; a dash for none."""
    return "–" if share is None else percent(share)


def fill(page: Path, name: str, text: str) -> None:
    """Replace what stands in the block `name` of a page.

    Raises
    ------
    PageError
        The page cannot be read, or lacks the marks of this block.
    ExportFailed
    """
    try:
        before = page.read_text(encoding="utf-8")
    except OSError as error:
        raise PageError(page, os_cause(error)) from error
    marks = f"<!-- {name}: written by a command -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    block = f"{marks[0]}\n\n{text.strip()}\n\n{marks[1]}"
    after, found = pattern.subn(lambda _: block, before, count=1)
    if not found:
        raise PageError(page, f"has no block {name!r}")
    write_text(page, after)
