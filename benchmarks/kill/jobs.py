"""What is killed: every command that writes, and the window at each thing that it writes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kill import window
from benchmarks.kill.children import Work, of_command
from benchmarks.kill.template import PACK, SAMPLES


@dataclass(frozen=True, slots=True)
class Job:
    """Something that writes.

    Attributes
    ----------
    name : str
    work : callable
        Gives the work in a folder.
    makes : tuple of str
        What is there once it has run to its end, below the folder.
    codes : tuple of int
        How it may end: 1 where a photo of the folder is broken. Run again, also 1 or 2 where the
        folder for training, or the copy, was there when it was killed: neither is written over.
    keeps : tuple of str
        Models that are there before, and are whole whenever it is killed: the old or the new.
    goes_on : bool
        It ends only where it is killed; it is run anew by opening the window for a moment.
    """

    name: str
    work: Callable[[Path], Work]
    makes: tuple[str, ...] = ()
    codes: tuple[int, ...] = (0,)
    keeps: tuple[str, ...] = ()
    goes_on: bool = False


TABLES = ("t.csv", "t.json", "t.jsonl", "t.xlsx", "t.pdf", "s.csv")


def _review(name: str, *more: str) -> Callable[[Path], Work]:
    def of(root: Path) -> Work:
        return of_command(
            "review", root / "photos", "--review", root / name, "--pack", PACK, "--quiet",
            *SAMPLES, *(one.format(root) for one in more),
        )  # fmt: skip

    return of


def _full(name: str) -> Callable[[Path], Work]:
    return _review(
        name, "--explain", "all", "--csv", "{}/t.csv", "--json", "{}/t.json", "--jsonl",
        "{}/t.jsonl", "--xlsx", "{}/t.xlsx", "--pdf", "{}/t.pdf", "--summary", "{}/s.csv",
        "--existing", "{}/shop.csv", "--products", "catalog",
    )  # fmt: skip


def _of(*arguments: str) -> Callable[[Path], Work]:
    return lambda root: of_command(*(one.format(root) for one in arguments))


SET = ("--pack", str(PACK))
JOBS = (
    Job("review, a new one", _full("new.tagproof"), ("new.tagproof", *TABLES), (0, 1)),
    Job("review, again", _full("review.tagproof"), TABLES, (0, 1)),
    Job("review, an older one", _review("old.tagproof", "--csv", "{}/t.csv"),
        ("t.csv", "old.version-3.backup.tagproof"), (0, 1)),
    Job("classify", _of("classify", "{}/photos", *SET, "--csv", "{}/t.csv", "--xlsx", "{}/t.xlsx",
        "--json", "{}/t.json"), ("t.csv", "t.xlsx", "t.json"), (0, 1)),
    Job("explain", _of("explain", "{}/photos/a_1.jpg", "{}/photos/a_2.jpg", "--out", "{}/out", *SET,
        *SAMPLES, "--png", "--pdf", "--json"),
        ("out/a_1.overlay.png", "out/a_2.explanation.pdf", "out/a_2.explanation.json")),
    Job("report", _of("report", "{}/photos", "--out", "{}/r.pdf", *SET, *SAMPLES), ("r.pdf",),
        (0, 1)),
    Job("catalog export", _of("catalog", "export", "{}/review.tagproof", "--source", "{}/shop.csv",
        "--out", "{}/back.csv"), ("back.csv",)),
    Job("export-training", _of("export-training", "{}/review.tagproof", "--out", "{}/training"),
        ("training/styles.csv",), (0, 1)),
    Job("export-xmp", _of("export-xmp", "{}/review.tagproof", "--quiet"),
        ("photos/a_1.jpg.xmp",)),
    Job("export-xmp, into photos", _of("export-xmp", "{}/review.tagproof", "--quiet", "--into",
        "jpeg"), ("photos/a_1.jpg",)),
    Job("import-model", _of("import-model", "{}/network.onnx", "--labels", "{}/labels.txt",
        "--out", "{}/theirs", "--preprocessing", "tf"), ("theirs/card.json",)),
    Job("import-model, over one", _of("import-model", "{}/network.onnx", "--labels",
        "{}/labels.txt", "--out", "{}/mine", "--preprocessing", "tf"), ("mine/card.json",),
        keeps=("mine",)),
    Job("review-file copy", _of("review-file", "copy", "{}/review.tagproof", "--to",
        "{}/copy 2.tagproof"), ("copy 2.tagproof",), (0, 2)),
    Job("review-file restore", _of("review-file", "restore", "{}/copy.tagproof", "--to",
        "{}/review.tagproof"), ("review.tagproof",)),
    Job("audit export", _of("audit", "export", "{}/review.tagproof", "--jsonl", "{}/log.jsonl"),
        ("log.jsonl",)),
    Job("window: decisions", window.of(window.decide), goes_on=True),
    Job("window: import", window.of(window.import_tags), goes_on=True),
    Job("window: export", window.of(window.export), goes_on=True),
    Job("window: restore", window.of(window.restore), goes_on=True),
    Job("window: an older review", window.of(window.decide, older=True), goes_on=True),
)  # fmt: skip
