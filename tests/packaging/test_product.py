import plistlib
import sys
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))

import product  # noqa: E402

from core.imaging.images import MIME_TYPES  # noqa: E402
from desktop.dialogs.file_dialogs import SUFFIX  # noqa: E402
from desktop.panels.browser.drop import NETWORKS, TABLES  # noqa: E402


def test_version_is_the_program_s_own() -> None:
    from core.version import __version__

    assert product.version(ROOT) == __version__
    assert __version__ in product.version_resource(__version__, "tagproof.exe")
    assert product.info_plist(__version__, [], [])["CFBundleVersion"] == __version__


def test_the_menu_entry_names_every_format_that_is_read() -> None:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(product.desktop_entry(ROOT, MIME_TYPES))
    entry = parser["Desktop Entry"]
    opened = entry["MimeType"].removesuffix(";").split(";")
    assert set(opened) - set(MIME_TYPES) == {"application/x-tagproof", "inode/directory"}
    assert {"image/jpeg", "image/gif", "image/bmp", "image/avif"} <= set(opened)
    assert entry["Exec"] == "tagproof %F"


def test_macos_offers_what_can_be_dropped_on_the_window() -> None:
    plist = product.info_plist("1.0", TABLES, NETWORKS)
    review, photos, *by_ending = plist["CFBundleDocumentTypes"]
    offered = {ending for one in by_ending for ending in one["CFBundleTypeExtensions"]}
    assert offered == {ending.removeprefix(".") for ending in TABLES | NETWORKS}
    assert photos["LSItemContentTypes"] == ["public.folder", "public.image"]
    (exported,) = plist["UTExportedTypeDeclarations"]
    assert review["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    ending = exported["UTTypeTagSpecification"]["public.filename-extension"]
    assert [f".{one}" for one in ending] == [SUFFIX]
    assert plistlib.loads(plistlib.dumps(plist)) == plist
