"""Every kind of output, read back by libraries of other families.

    python -m benchmarks.readback [--keep DIR]

Photos of `resources/samples` get awkward names; what the program writes of them is read by the
libraries below, which are installed into a folder that goes again (it needs the network, node and
npm; poppler and exiftool where they are installed). Prints a table for docs/tables.md, and exits
with 1 where a reader sees something else than was written.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
from PIL import Image

from core import paths
from core.cli.main import main as tagproof
from core.language.catalog import spoken
from core.review.store import Review
from core.review.views import View
from core.spreadsheets import neutral
from core.vocabulary import Order

NPM: Final = ("exceljs@4.4.0", "xlsx@0.18.5", "papaparse@5.5.3")
PYPI: Final = ("python-calamine==0.9.1", "openpyxl==3.1.5", "pymupdf", "pypdfium2==5.15.2")
READERS: Final = Path(__file__).parent / "readers"
NAMES: Final = (
    b"plain.jpg", b"dress_1600_x1600_front.jpg", b"a_x1600_x1200_b.jpg", b"_x000D_.jpg",
    b"=1+1.jpg", b"-2.jpg", b" before.jpg", "Gürtel, „schön“; 靴 👟.jpg".encode(),
    b"it's \"5 %\".jpg", b"bell\x07 and\rreturn.jpg", b"not\xff utf-8.jpg",
)  # fmt: skip
"""Of files, in bytes: some disks hold any."""
UNDONE: Final = "it leaves the escape of a control character as it is"
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was written, and what a reader saw of it."""

    kind: str
    reader: str
    what: str
    ours: object
    theirs: object
    known: str = ""
    """Why a reader that sees something else is right to do so, or cannot be helped."""

    @property
    def equal(self) -> bool:
        """Whether both are."""
        return self.ours == self.theirs


class Readers:
    """The libraries, installed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._python = folder, folder / "venv" / "bin" / "python"
        run = subprocess.run
        run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        run([str(self._python), "-m", "pip", "install", "--quiet", *PYPI], check=True)
        run(["npm", "install", "--silent", "--no-fund", "--no-audit", *NPM], check=True, cwd=folder)
        for script in READERS.glob("*.js"):
            shutil.copy(script, folder)

    def python(self, script: str, library: str, file: Path) -> Found:
        """Ask a library of Python."""
        return self._told([str(self._python), str(READERS / script), library, str(file)])

    def node(self, library: str, file: Path) -> Found:
        """Ask a library of Node."""
        return self._told(["node", "tables.js", library, str(file)])

    def versions(self) -> list[str]:
        """Name what read, with versions."""
        asked = (
            [str(self._python), "-m", "pip", "freeze"],
            ["pdfinfo", "-v"],
            ["exiftool", "-ver"],
        )
        run = (subprocess.run(one, capture_output=True, check=False, text=True) for one in asked)
        packages, poppler, exiftool = ((one.stdout or one.stderr).split("\n") for one in run)
        wanted = [name.split("==")[0] for name in PYPI]
        own = [one for one in packages if one.split("==")[0].lower() in wanted]
        return [*NPM, *own, poppler[0], f"exiftool {exiftool[0]}"]

    def _told(self, command: list[str]) -> Found:
        told = subprocess.run(command, capture_output=True, check=False, cwd=self._folder)
        if told.returncode:
            return {"error": told.stderr.decode(errors="replace").strip().splitlines()[-1]}
        found: Found = json.loads(told.stdout)
        return found


def written(folder: Path) -> list[str]:
    """Write everything about the photos; gives their names as our own code holds them."""
    photos = folder / "photos"
    photos.mkdir()
    samples = sorted((paths.resources() / "samples").glob("*.jpg"))
    for sample, name in zip(samples, NAMES, strict=False):
        shutil.copyfile(os.fsencode(sample), os.fsencode(photos) + b"/" + name)
    review = str(folder / "r.tagproof")
    tables = [f"--{kind}={folder / f'r.{kind}'}" for kind in ("xlsx", "json", "jsonl")]
    report = [f"--pdf={folder / 'r.pdf'}", "--language=de", "--samples=64", "--explain=all"]
    once = ["review", str(photos), "--review", review, "--quiet"]
    _run([*once, *tables, *report, f"--csv={folder / 'programs.csv'}"])
    for form in ("excel", "excel-semicolon"):
        _run([*once, "--explain=none", f"--csv={folder / f'{form}.csv'}", f"--csv-for={form}"])
    _run(["classify", str(photos), f"--xlsx={folder / 'c.xlsx'}", f"--json={folder / 'c.json'}"])
    _run(["explain", str(photos / "plain.jpg"), "--out", str(folder), "--png", "--samples=64"])
    with Review(Path(review)) as opened:
        opened.decisions.accept(opened.queue.ids(View(order=Order.PATH)).tolist())
    _run(["export-xmp", review, "--quiet"])
    rows = json.loads((folder / "r.json").read_text("utf-8"))["photos"]
    return [row["path"] for row in rows]


def _run(arguments: list[str]) -> None:
    if code := tagproof(arguments):
        raise click.ClickException(f"{' '.join(arguments)}: {code}")


def compared(folder: Path, names: Sequence[str], readers: Readers) -> Iterator[Line]:
    """Read everything back."""
    rows = json.loads((folder / "r.json").read_text("utf-8"))["photos"]
    yield from _tables(folder, names, [row["confidence"] for row in rows], readers)
    yield from _pages(folder, names, readers)
    yield from _others(folder, [row["label"] for row in rows], readers)


def _tables(
    folder: Path, names: Sequence[str], shares: Sequence[float], readers: Readers
) -> Iterator[Line]:
    in_cells = [neutral(_held(name)) for name in names]
    table: Callable[[str, Path], Found] = lambda library, file: readers.python(  # noqa: E731
        "tables.py", library, file
    )
    asked: list[tuple[str, str, Callable[[str, Path], Found], list[str]]] = [
        *(("r.xlsx", one, readers.node, in_cells) for one in ("exceljs", "sheetjs")),
        *(("r.xlsx", one, table, in_cells) for one in ("calamine", "openpyxl")),
        *(
            (f"{form}.csv", "csv", table, in_cells)
            for form in ("programs", "excel", "excel-semicolon")
        ),
        *(
            (f"{form}.csv", "papaparse", readers.node, in_cells)
            for form in ("programs", "excel-semicolon")
        ),
        *((f"r.{kind}", "json", readers.node, [*names]) for kind in ("json", "jsonl")),
    ]
    for file, library, read, ours in asked:
        found = read(library, folder / file)
        if "error" in found:
            yield Line(file, library, "opens", "yes", found["error"])
            continue
        head, *rows = found["rows"]
        theirs = [row[head.index("path")] for row in rows]
        known = UNDONE if library == "openpyxl" else ""
        yield Line(file, library, "names", len(ours), _same(ours, theirs), known)
        numbers = [_number(row[head.index("confidence")]) for row in rows]
        close = sum(abs(a - b) < 1e-6 for a, b in zip(shares, numbers, strict=False))
        yield Line(file, library, "confidences", len(shares), close)
        if "pictures" in found:
            yield Line(file, library, "pictures", len(names), found["pictures"])


def _pages(folder: Path, names: Sequence[str], readers: Readers) -> Iterator[Line]:
    # What no font has is shown by its number, so that different names never look the same.
    shown = [name for name in names if name.isprintable() and max(name) <= "\uffff"]
    title = spoken("de").say("pages.usual_title")
    for library in ("poppler", "mupdf", "pdfium"):
        found = readers.python("pages.py", library, folder / "r.pdf")
        if "error" in found:
            yield Line("r.pdf", library, "opens", "yes", found["error"])
            continue
        text = " ".join(str(found["text"]).split())
        at = [text.find(" ".join(name.split())) for name in shown]
        yield Line("r.pdf", library, "names in the text", len(shown), sum(one >= 0 for one in at))
        yield Line("r.pdf", library, "in order", "yes", "yes" if at == sorted(at) else "no")
        yield Line("r.pdf", library, "title", title, found["title"])
        if "language" in found:
            yield Line("r.pdf", library, "language", "de-DE", found["language"])
        if "fonts" in found:
            yield Line("r.pdf", library, "fonts embedded", found["fonts"], found["embedded"])
        if "outline" in found:
            least = len(names)
            yield Line(
                "r.pdf", library, "outline has every photo", "yes", _yes(found["outline"] >= least)
            )
        if "links" in found:
            yield Line(
                "r.pdf",
                library,
                "links lead to every photo",
                "yes",
                _yes(found["links"] >= len(names)),
            )


def _others(folder: Path, labels: Sequence[str], readers: Readers) -> Iterator[Line]:
    card = folder / "plain.explanation.png"
    with Image.open(card) as picture:
        size = list(picture.size)
    for library in ("mupdf", "exiftool"):
        found = readers.python("pages.py", library, card)
        yield Line("card.png", library, "size", size, found.get("size", found.get("error")))
    found = readers.python("pages.py", "exiftool", folder / "photos")
    said = found.get("subjects", [])
    yield Line("*.xmp", "exiftool", "keywords", len(labels), _same(sorted(labels), said))


def _held(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _same(ours: Sequence[object], theirs: Sequence[object]) -> int:
    return sum(one == other for one, other in zip(ours, theirs, strict=False))


def _number(value: object) -> float:
    return float(str(value).replace(",", ".")) if value != "" else 0.0


def _yes(true: bool) -> str:
    return "yes" if true else "no"


@click.command()
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="Keep files here.")
def main(keep: Path | None) -> None:
    """Write everything, read it back, and print a table."""
    with tempfile.TemporaryDirectory(prefix="readback-") as scratch:
        folder = keep or Path(scratch) / "files"
        folder.mkdir(parents=True)
        tools = Path(scratch) / "readers"
        tools.mkdir()
        names = written(folder)
        readers = Readers(tools)
        lines, versions = list(compared(folder, names, readers)), readers.versions()
    click.echo("| output | reader | what | ours | theirs | equal |\n|---|---|---|---|---|---|")
    for line in lines:
        equal = _yes(line.equal) + (f": {line.known}" if line.known and not line.equal else "")
        said = (line.kind, line.reader, line.what, line.ours, line.theirs, equal)
        click.echo(f"| {' | '.join(map(str, said))} |")
    click.echo(f"\n{', '.join(versions)}")
    sys.exit(0 if all(line.equal or line.known for line in lines) else 1)


if __name__ == "__main__":
    main()
