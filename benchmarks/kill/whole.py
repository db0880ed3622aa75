"""Whether files are whole: each is read by the library that its readers would take."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from PIL import Image

from core.errors import AppError
from core.inference.model_pack import CARD, open_pack
from core.review.audit import verify

LEFT_ALONE: Final = frozenset({"broken.jpg"})
"""Files that were no good to begin with."""


def faults(root: Path) -> Iterator[str]:
    """Say what is not whole below a folder; what begins with a dot is nobody's output."""
    for file in sorted(root.rglob("*")):
        below = file.relative_to(root)
        hidden = any(part.startswith(".") for part in below.parts)
        check = _CHECKS.get(file.suffix.lower())
        if hidden or file.name in LEFT_ALONE or check is None or not file.is_file():
            continue
        try:
            check(file)
        except Exception as error:  # noqa: BLE001 - whatever a library says of a broken file
            yield f"{below} is broken: {type(error).__name__}: {error}"


def faults_of_pack(folder: Path) -> Iterator[str]:
    """Say what keeps a model from being opened that was there before."""
    try:
        open_pack(folder)
    except AppError as error:
        yield str(error)


def _pdf(file: Path) -> None:
    from pypdf import PdfReader

    for page in PdfReader(file, strict=True).pages:
        page.extract_text()


def _workbook(file: Path) -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(file).worksheets:
        if not sheet.max_row:
            raise ValueError("an empty sheet")


def _csv(file: Path) -> None:
    text = file.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), strict=True))
    if not text.endswith("\n") or len({len(row) for row in rows}) != 1:
        raise ValueError(f"{len(rows)} rows, cut off")
    if file.name == "styles.csv":  # of a folder for training
        for identity, *_ in rows[1:]:
            if not (file.parent / "images" / f"{identity}.jpg").exists():
                raise ValueError(f"lists {identity}, whose picture is missing")


def _json(file: Path) -> None:
    json.loads(file.read_text("utf-8"))
    if file.name == CARD:
        open_pack(file.parent)


def _lines(file: Path) -> None:
    text = file.read_text("utf-8")
    for line in text.splitlines():
        json.loads(line)
    if not text.endswith("\n"):
        raise ValueError("cut off")


def _picture(file: Path) -> None:
    with Image.open(file) as picture:
        picture.load()


def _xmp(file: Path) -> None:
    ElementTree.parse(file)


def _review(file: Path) -> None:
    try:
        report = verify(file)
    except (AppError, sqlite3.Error) as error:
        raise ValueError(str(error)) from error
    if report.fault:
        raise ValueError(report.fault)


_CHECKS: Final[dict[str, Callable[[Path], None]]] = {
    ".pdf": _pdf,
    ".xlsx": _workbook,
    ".csv": _csv,
    ".json": _json,
    ".jsonl": _lines,
    ".jpg": _picture,
    ".png": _picture,
    ".xmp": _xmp,
    ".tagproof": _review,
}
