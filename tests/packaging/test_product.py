import sys
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))

import product  # noqa: E402

from core.imaging.images import MIME_TYPES  # noqa: E402


def test_version_is_the_program_s_own() -> None:
    from core.version import __version__

    assert product.version(ROOT) == __version__
    assert __version__ in product.version_resource(__version__, "tagproof.exe")
    assert product.info_plist(__version__)["CFBundleVersion"] == __version__


def test_the_menu_entry_names_every_format_that_is_read() -> None:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(product.desktop_entry(ROOT, MIME_TYPES))
    entry = parser["Desktop Entry"]
    opened = entry["MimeType"].removesuffix(";").split(";")
    assert set(opened) - set(MIME_TYPES) == {"application/x-tagproof", "inode/directory"}
    assert {"image/jpeg", "image/gif", "image/bmp", "image/avif"} <= set(opened)
    assert entry["Exec"] == "tagproof %F"
