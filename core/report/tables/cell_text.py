"""What a text is in a cell of an Excel workbook: escaped where it must be, never too long."""

import re
from typing import Final

MOST_UNITS: Final = 32_767
"""UTF-16 units in a cell; Excel calls a workbook damaged that has more in one."""

_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What XML cannot hold or reads otherwise, and a line that begins an escape where none is meant."""
_PIECES: Final = re.compile(r"_x[0-9A-F]{4}_|.", re.DOTALL)


def in_cell(text: str) -> tuple[str, bool]:
    r"""Give a text as a cell holds it, before XML, and whether it has escapes to be undone.

    `a\rb` becomes `a_x000D_b`, and `1600_x1600_` becomes `1600_x005F_x1600_`, or a reader would
    take its middle for a letter. Lone surrogates, which no file can hold, become `\udc80`. What is
    too long ends in an ellipsis.
    """
    whole = text.encode("utf-8", errors="backslashreplace").decode()
    held = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", whole)
    return (held if _units(held) <= MOST_UNITS else _cut(held)), held != whole


def _cut(held: str) -> str:
    """Keep what fits beside an ellipsis, no escape in halves."""
    left, end = MOST_UNITS - 1, 0
    for piece in _PIECES.finditer(held):
        left -= _units(piece[0])
        if left < 0:
            break
        end = piece.end()
    return f"{held[:end]}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
