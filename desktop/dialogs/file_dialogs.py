"""Asking for folders, files and places to write to: each question has a title that says what for.

Nothing else opens the system's dialogs for files; `tests/test_architecture.py` holds it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.system.qt_traces import kept_out
from desktop.system.settings import Settings
from desktop.ui.language import tr

SUFFIX: Final = ".tagproof"
"""Of reviews; a test holds it to the core's, which is not for the first paint."""
REVIEWS: Final = tr("Reviews (*.tagproof)")
TABLES: Final = tr("Tables (*.csv *.tsv *.txt *.xlsx *.xml);;All files (*)")


def ask_folder(parent: QWidget, settings: Settings) -> list[Path]:
    """Ask for a folder; empty where the user thought better of it."""
    recent = settings.recent_folders
    start = str(recent[0]) if recent else str(Path.home())
    with kept_out():
        name = QFileDialog.getExistingDirectory(parent, tr("Open folder"), start)
    return [Path(name)] if name else []


def ask_photos(parent: QWidget, settings: Settings) -> list[Path]:
    """Ask for photos."""
    recent = settings.recent_folders
    start = str(recent[0]) if recent else str(Path.home())
    kinds = f"{photo_filter()};;{REVIEWS}"
    with kept_out():
        names, _ = QFileDialog.getOpenFileNames(parent, tr("Open photos"), start, kinds)
    return [Path(name) for name in names]


def ask_review(parent: QWidget, settings: Settings, title: str = "") -> list[Path]:
    """Ask for a review's file, beginning where copies were written last."""
    start = str(settings.export_folder)
    with kept_out():
        name, _ = QFileDialog.getOpenFileName(parent, title or tr("Open review"), start, REVIEWS)
    return [Path(name)] if name else []


def photo_filter() -> str:
    """Give Qt's filter for the photos that are read."""
    from core.imaging.images import SUFFIXES  # Pillow is not for the first paint

    return tr("Photos ({});;All files (*)").format(" ".join(f"*{suffix}" for suffix in SUFFIXES))


def ask_table(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a shop's file, which has the tags that there are already."""
    recent = settings.recent_folders
    start = str(recent[0]) if recent else str(Path.home())
    with kept_out():
        name, _ = QFileDialog.getOpenFileName(parent, tr("Import the shop's file"), start, TABLES)
    return Path(name) if name else None


def ask_source(parent: QWidget, start: Path) -> Path | None:
    """Ask for the shop's file that is to be written back."""
    return ask_input(parent, tr("Choose the shop's file to write back to"), start, TABLES)


def ask_pack(parent: QWidget) -> Path | None:
    """Ask for the folder of another network."""
    return ask_place(parent, tr("Open another model"), Path())


def ask_place(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None where the user thought better of it."""
    with kept_out():
        name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None


def ask_input(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file to read."""
    with kept_out():
        name, _ = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
    return Path(name) if name else None


def ask_output(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask where to write, beginning at a proposal; overwriting is asked for by the dialog itself.

    Without an ending, the file gets that of the kind chosen, such as `CSV (*.csv)`.
    """
    with kept_out():
        name, kind = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    if not name:
        return None
    target = Path(name)
    ending = kind.partition("(*")[2].partition(")")[0]
    return target if target.suffix or not ending else target.with_name(target.name + ending)


def ask_target(
    parent: QWidget, title: str, settings: Settings, stem: str, suffix: str
) -> Path | None:
    """Ask where to write; overwriting is asked for by the dialog itself, and the folder kept."""
    start = str(settings.export_folder / f"{stem}{suffix}")
    kinds = REVIEWS if suffix == SUFFIX else f"{suffix[1:].upper()} (*{suffix})"
    with kept_out():
        name, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    if not name:
        return None
    target = Path(name)
    if target.suffix.lower() != suffix:
        target = target.with_name(target.name + suffix)
    settings.export_folder = target.parent
    return target
