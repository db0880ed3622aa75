"""Where the program's own things lie, from source and frozen."""

import sys
from pathlib import Path
from typing import Final

import platformdirs

from core import outputs

APP_NAME: Final = "Tagproof"
DEFAULT_PACK: Final = "catalog-cnn"
PORTABLE_MARK: Final = "portable"


def resources() -> Path:
    """Folder of icons, styles, fonts, samples."""
    return _bundle() / "resources"


def packs() -> Path:
    """Folder of the model packs that ship with the program."""
    return _bundle() / "model" / "packs"


def default_pack() -> Path:
    """Folder of the pack that answers where no other is named."""
    return packs() / DEFAULT_PACK


def third_party_licences() -> Path:
    """File with the terms of what is bundled; only the standalone program has it."""
    return _bundle() / "THIRD_PARTY_LICENCES.txt"


def data_dir() -> Path:
    """Folder of the reviews; made where missing."""
    return outputs.made(_portable() or platformdirs.user_data_path(APP_NAME, appauthor=False))


def cache_dir() -> Path:
    """Folder of what can be computed again; made where missing."""
    return _own("cache", platformdirs.user_cache_path(APP_NAME, appauthor=False))


def log_dir() -> Path:
    """Folder of the log files; made where missing."""
    return _own("logs", platformdirs.user_log_path(APP_NAME, appauthor=False))


def config_dir() -> Path:
    """Folder of the settings; made where missing."""
    return _own("settings", platformdirs.user_config_path(APP_NAME, appauthor=False))


def _bundle() -> Path:
    frozen_root: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen_root) if frozen_root else Path(__file__).resolve().parent.parent


def _portable() -> Path | None:
    """Folder beside the program that holds everything, where a file named `portable` asks so."""
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).parent
    return beside / "data" if (beside / PORTABLE_MARK).is_file() else None


def _own(name: str, usual: Path) -> Path:
    portable = _portable()
    return outputs.made(portable / name if portable else usual)
