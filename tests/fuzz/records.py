"""Fuzz the records of reports: `python -m tests.fuzz.records --seconds 600`."""

from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.fuzz.fuzzing import Attempt, Target, by_magic, main

PACK = Path(__file__).resolve().parent.parent / "data" / "packs" / "tiny"


def _drawn(folder: Path) -> Path:
    photo = folder / "photos" / "shirt.png"
    photo.parent.mkdir(exist_ok=True)
    picture = Image.new("RGB", (48, 64), "white")
    picture.paste((40, 70, 200), (12, 12, 36, 52))
    picture.save(photo)
    return photo


def seeds(folder: Path) -> list[bytes]:
    """The record of an explanation, and a report with one."""
    from core.cli.main import main as command

    photo, told = str(_drawn(folder)), ("--pack", str(PACK), "--samples", "32")
    command(["explain", photo, "--out", str(folder / "out"), *told, "--json"])
    command(["report", photo, "--out", str(folder / "r.pdf"), *told])
    record = folder / "out" / "shirt.explanation.json"
    return [record.read_bytes(), (folder / "r.pdf").read_bytes()]


def prepare(folder: Path) -> Attempt:
    """Verify a report."""
    from core.errors import AppError
    from core.recompute import check
    from core.report.record_file import RecordFile
    from core.session import Session

    session = Session.open(PACK)

    def attempt(path: Path) -> None:
        with suppress(AppError):
            for one in check(RecordFile(path), folder / "photos", session):
                str(one)

    return attempt


if __name__ == "__main__":
    suffix = by_magic((b"%PDF", ".pdf"), otherwise=".json")
    main(Target("tests.fuzz.records", seeds, suffix, prepare))
