"""What the program is called, on each system in its own form."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

NAME: Final = "tagproof"
TITLE: Final = "Tagproof"
DESCRIPTION: Final = "Tags product photos and shows why"
COMPANY: Final = "The Tagproof authors"
COPYRIGHT: Final = "Copyright the Tagproof authors, Apache-2.0"
IDENTIFIER: Final = "org.tagproof.Tagproof"
REVIEW_TYPE: Final = f"{IDENTIFIER}.review"
REVIEW_SUFFIX: Final = "tagproof"
OLDEST_MACOS: Final = "13.0"
"""What Qt 6.11 supports."""


def version(root: Path) -> str:
    """Read the version from the one place that states it."""
    text = (root / "core" / "version.py").read_text("utf-8")
    found = re.search(r'__version__ = "(.+?)"', text)
    if found is None:
        raise ValueError("core/version.py states no version")
    return found[1]


def desktop_entry(root: Path, photos: Iterable[str]) -> str:
    """Complete the menu entry of Linux by what the program opens.

    Parameters
    ----------
    root : Path
        The project's; its `packaging/linux/tagproof.desktop` is completed.
    photos : iterable of str
        MIME types of the photos that are read.
    """
    opened = ("application/x-tagproof", "inode/directory", *photos)
    entry = (root / "packaging" / "linux" / f"{NAME}.desktop").read_text("utf-8")
    return f"{entry}MimeType={';'.join(opened)};\n"


def info_plist(version: str, tables: Iterable[str], networks: Iterable[str]) -> dict[str, Any]:
    """Give what macOS reads in an app bundle: name, version, what it opens.

    Parameters
    ----------
    version : str
    tables, networks : iterable of str
        Endings of a shop's files and of networks that can be imported, with their dots. They are
        told by their endings, since most of them have no type that every system knows.
    """
    review = {
        "CFBundleTypeName": f"{TITLE} review",
        "CFBundleTypeRole": "Editor",
        "LSItemContentTypes": [REVIEW_TYPE],
        "LSHandlerRank": "Owner",
    }
    photos = {
        "CFBundleTypeName": "Folders and photos",
        "CFBundleTypeRole": "Viewer",
        "LSItemContentTypes": ["public.folder", "public.image"],
        "LSHandlerRank": "Alternate",
    }
    return {
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDocumentTypes": [
            review,
            photos,
            _by_ending("The shop's table", tables),
            _by_ending("Network to import", networks),
        ],
        "UTExportedTypeDeclarations": [_review_type()],
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
    }


def _by_ending(name: str, endings: Iterable[str]) -> dict[str, Any]:
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "CFBundleTypeExtensions": sorted(ending.removeprefix(".") for ending in endings),
        "LSHandlerRank": "Alternate",
    }


def _review_type() -> dict[str, Any]:
    return {
        "UTTypeIdentifier": REVIEW_TYPE,
        "UTTypeDescription": f"{TITLE} review",
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {"public.filename-extension": [REVIEW_SUFFIX]},
    }


def version_resource(version: str, file_name: str) -> str:
    """Give what Windows shows under "Details", as the text that PyInstaller reads."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    four = (*numbers, *(0,) * (4 - len(numbers)))
    strings = {
        "CompanyName": COMPANY,
        "FileDescription": DESCRIPTION,
        "FileVersion": version,
        "InternalName": NAME,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": file_name,
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    pairs = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0,"
        f" OS=0x40004, fileType=1, subtype=0, date=(0, 0)),\n"
        f" kids=[StringFileInfo([StringTable('080904B0', [{pairs}])]),\n"  # British, Unicode
        f" VarFileInfo([VarStruct('Translation', [0x0809, 1200])])])\n"
    )
