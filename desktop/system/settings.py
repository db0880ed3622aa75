"""What the window remembers: how it was left, and the look of overlays; kept apart in one file."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from core.errors import ColumnsUnusable
from core.money import CURRENCIES
from core.paths import config_dir
from core.places import same
from core.report.tables.chosen_columns import checked
from core.report.tables.columns import Columns
from core.review.assumptions import Assumptions
from desktop.system.login_name import login_name
from desktop.ui import language, theme
from desktop.ui.look import Look

log = logging.getLogger(__name__)

STATE: Final = "window"
"""Group of what belongs to this screen: places and sizes."""
CHOICES: Final = "choices"
"""Group of what the reviewer chose."""
RECENT: Final = 8
"""Folders remembered."""


class Settings:
    """A file `tagproof.ini` in the settings folder.

    Parameters
    ----------
    file : Path, optional
        Another file, for tests.
    """

    def __init__(self, file: Path | None = None) -> None:
        place = file or config_dir() / "tagproof.ini"
        self._store = QSettings(str(place), QSettings.Format.IniFormat)

    def save_window(self, window: QWidget, splitters: dict[str, QSplitter]) -> None:
        """Note where the window stands and how its panels are divided."""
        self._store.setValue(f"{STATE}/geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self._store.setValue(f"{STATE}/{name}", splitter.saveState())

    def restore_window(self, window: QWidget, splitters: dict[str, QSplitter]) -> bool:
        """Put the window back; False where nothing is known."""
        geometry = self._store.value(f"{STATE}/geometry")
        for name, splitter in splitters.items():
            state = self._store.value(f"{STATE}/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
            splitter.setHandleWidth(1)  # the state holds the width as it was then
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    @property
    def look(self) -> Look:
        """The overlay as last chosen; broken entries give the default."""
        stored = str(self._store.value(f"{CHOICES}/look", ""))
        return _read_look(stored)

    @look.setter
    def look(self, look: Look) -> None:
        self._store.setValue(f"{CHOICES}/look", _written_look(look))

    @property
    def subfolders(self) -> bool:
        """Whether folders below the opened ones are searched."""
        return str(self._store.value(f"{CHOICES}/subfolders", "true")) == "true"

    @subfolders.setter
    def subfolders(self, wanted: bool) -> None:
        self._store.setValue(f"{CHOICES}/subfolders", "true" if wanted else "false")

    @property
    def hidden_panels(self) -> list[str]:
        """Names of the panels beside the photo that are put away."""
        stored = str(self._store.value(f"{STATE}/hidden", ""))
        return [name for name in stored.split(";") if name]

    @hidden_panels.setter
    def hidden_panels(self, names: list[str]) -> None:
        self._store.setValue(f"{STATE}/hidden", ";".join(names))

    @property
    def tile_width(self) -> int | None:
        """Width of the list's pictures, px; None for the usual."""
        stored = str(self._store.value(f"{CHOICES}/tile_width", ""))
        return int(stored) if stored.isdecimal() else None

    @tile_width.setter
    def tile_width(self, width: int | None) -> None:
        self._store.setValue(f"{CHOICES}/tile_width", str(width or ""))

    @property
    def advances(self) -> bool:
        """Whether the next photo is gone to after a decision."""
        return str(self._store.value(f"{CHOICES}/advances", "true")) == "true"

    @advances.setter
    def advances(self, wanted: bool) -> None:
        self._store.setValue(f"{CHOICES}/advances", "true" if wanted else "false")

    @property
    def scheme(self) -> str:
        """The colour scheme: "system", "light" or "dark"."""
        return str(self._store.value(f"{CHOICES}/scheme", theme.SYSTEM))

    @scheme.setter
    def scheme(self, choice: str) -> None:
        self._store.setValue(f"{CHOICES}/scheme", choice)

    @property
    def language(self) -> str:
        """A key of `language.languages`, or "system"; counts from the next start."""
        return str(self._store.value(language.SETTING, language.SYSTEM))

    @language.setter
    def language(self, choice: str) -> None:
        self._store.setValue(language.SETTING, choice)

    @property
    def reviewer(self) -> str:
        """Whose name decisions carry; the name at the computer until another is given."""
        return str(self._store.value(f"{CHOICES}/reviewer", "")) or login_name()

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._store.setValue(f"{CHOICES}/reviewer", name)

    @property
    def knows_keys(self) -> bool:
        """Whether the reviewer has decided before, or put the hint away."""
        return str(self._store.value(f"{CHOICES}/knows_keys", "false")) == "true"

    @knows_keys.setter
    def knows_keys(self, known: bool) -> None:
        self._store.setValue(f"{CHOICES}/knows_keys", "true" if known else "false")

    @property
    def keys(self) -> dict[str, str]:
        """Keys that the reviewer chose in place of the usual ones, by the action's name."""
        try:
            stored = json.loads(str(self._store.value(f"{CHOICES}/keys", "{}")))
        except ValueError:
            return {}
        pairs = stored.items() if isinstance(stored, dict) else ()
        return {str(name): str(key) for name, key in pairs}

    @keys.setter
    def keys(self, chosen: dict[str, str]) -> None:
        self._store.setValue(f"{CHOICES}/keys", json.dumps(chosen))

    @property
    def tag_keys(self) -> dict[str, dict[str, str]]:
        """Keys of classes and tags, by the tag; for each network by what stands for its classes."""
        try:
            stored = json.loads(str(self._store.value(f"{CHOICES}/tag_keys", "{}")))
        except ValueError:
            return {}
        networks = stored.items() if isinstance(stored, dict) else ()
        return {
            str(network): {str(tag): str(key) for tag, key in keys.items()}
            for network, keys in networks
            if isinstance(keys, dict)
        }

    @tag_keys.setter
    def tag_keys(self, chosen: dict[str, dict[str, str]]) -> None:
        self._store.setValue(f"{CHOICES}/tag_keys", json.dumps(chosen))

    @property
    def recent_folders(self) -> list[Path]:
        """Folders opened before, the latest first."""
        stored = self._store.value(f"{CHOICES}/recent", [])
        names = stored if isinstance(stored, list) else [stored]  # one entry comes as a string
        return [Path(name) for name in names if isinstance(name, str) and name]

    def note_folder(self, folder: Path) -> None:
        """Remember a folder as the latest."""
        others = [str(known) for known in self.recent_folders if not same(known, folder)]
        self._store.setValue(f"{CHOICES}/recent", [str(folder), *others][:RECENT])

    @property
    def export_folder(self) -> Path:
        """Where the last export went."""
        return Path(str(self._store.value(f"{CHOICES}/export_folder", str(Path.home()))))

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._store.setValue(f"{CHOICES}/export_folder", str(folder))

    @property
    def export_choices(self) -> str:
        """What was exported last, and how, as `ExportChoices.written` says it."""
        return str(self._store.value(f"{CHOICES}/export", ""))

    @export_choices.setter
    def export_choices(self, written: str) -> None:
        self._store.setValue(f"{CHOICES}/export", written)

    @property
    def column_presets(self) -> dict[str, Columns]:
        """Columns of tables by the name that they are kept under; broken ones are left out."""
        try:
            stored = json.loads(str(self._store.value(f"{CHOICES}/columns", "{}")))
        except ValueError:
            return {}
        found = {}
        for name, columns in stored.items() if isinstance(stored, dict) else ():
            with suppress(ColumnsUnusable, AttributeError, TypeError):
                found[str(name)] = checked(columns)
        return found

    @column_presets.setter
    def column_presets(self, presets: dict[str, Columns]) -> None:
        self._store.setValue(f"{CHOICES}/columns", json.dumps(presets, ensure_ascii=False))

    @property
    def assumptions(self) -> Assumptions:
        """What the summary of a review assumes; broken entries give the usual."""
        try:
            stored = json.loads(str(self._store.value(f"{CHOICES}/assumptions", "{}")))
            found = Assumptions(**stored)
            sound = found.seconds_per_photo > 0 and (found.cost_per_photo or 1) > 0
        except (TypeError, ValueError):
            return Assumptions()
        return found if sound and found.currency in CURRENCIES else Assumptions()

    @assumptions.setter
    def assumptions(self, assumed: Assumptions) -> None:
        self._store.setValue(f"{CHOICES}/assumptions", json.dumps(asdict(assumed)))

    def flush(self) -> None:
        """Write to disk now."""
        self._store.sync()


def _written_look(look: Look) -> str:
    """Write what differs from the usual, so that another usual way reaches everybody else."""
    usual = asdict(Look())
    chosen = {name: value for name, value in asdict(look).items() if value != usual[name]}
    return ";".join(f"{name}={value}" for name, value in chosen.items())


def _read_look(stored: str) -> Look:
    pairs = dict(part.split("=", 1) for part in stored.split(";") if "=" in part)
    default = Look()
    try:
        values = {
            known.name: _parsed(pairs[known.name], type(getattr(default, known.name)))
            for known in fields(Look)
            if known.name in pairs
        }
        return Look(**values)
    except ValueError as error:
        log.warning("the overlay's choices are the usual ones: %s", error)
        return default


def _parsed(text: str, kind: type) -> Any:  # noqa: ANN401 - a field of Look
    return text == "True" if kind is bool else kind(text)
