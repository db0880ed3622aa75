"""Asking for folders, photos and places to write to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.system.settings import Settings
from desktop.ui.language import tr

TABLES = tr("Tables (*.csv *.tsv *.txt *.xlsx *.xml);;All files (*)")


def ask_folder(parent: QWidget, settings: Settings) -> list[Path]:
    """Ask for a folder; empty where the user thought better of it."""
    recent = settings.recent_folders
    start = str(recent[0]) if recent else str(Path.home())
    name = QFileDialog.getExistingDirectory(parent, tr("Open folder"), start)
    return [Path(name)] if name else []


def ask_photos(parent: QWidget, settings: Settings) -> list[Path]:
    """Ask for photos."""
    recent = settings.recent_folders
    start = str(recent[0]) if recent else str(Path.home())
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open photos"), start, photo_filter())
    return [Path(name) for name in names]


def photo_filter() -> str:
    """Give Qt's filter for the photos that are read."""
    from core.imaging.images import SUFFIXES  # Pillow is not for the first paint

    return tr("Photos ({});;All files (*)").format(" ".join(f"*{suffix}" for suffix in SUFFIXES))


def ask_table(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a CSV file with existing tags."""
    recent = settings.recent_folders
    start = str(recent[0]) if recent else str(Path.home())
    name, _ = QFileDialog.getOpenFileName(parent, tr("Import existing tags"), start, TABLES)
    return Path(name) if name else None


def ask_source(parent: QWidget, start: Path) -> Path | None:
    """Ask for the shop's file that is to be written back."""
    name, _ = QFileDialog.getOpenFileName(parent, tr("The shop's file"), str(start), TABLES)
    return Path(name) if name else None


def ask_output(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask where to write, beginning at a proposal; overwriting is asked for by the dialog itself.

    Without an ending, the file gets that of the kind chosen, such as `CSV (*.csv)`.
    """
    name, kind = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    if not name:
        return None
    target = Path(name)
    ending = kind.partition("(*")[2].partition(")")[0]
    return target if target.suffix or not ending else target.with_name(target.name + ending)


def ask_target(parent: QWidget, settings: Settings, stem: str, suffix: str) -> Path | None:
    """Ask where to write; overwriting is asked for by the dialog itself."""
    start = str(settings.export_folder / f"{stem}{suffix}")
    kinds = f"{suffix[1:].upper()} (*{suffix})"
    name, _ = QFileDialog.getSaveFileName(parent, tr("Export"), start, kinds)
    if not name:
        return None
    target = Path(name)
    if target.suffix.lower() != suffix:
        target = target.with_name(target.name + suffix)
    settings.export_folder = target.parent
    return target
