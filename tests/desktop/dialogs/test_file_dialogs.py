from fnmatch import fnmatchcase

from core.imaging.images import SUFFIXES
from desktop.dialogs.file_dialogs import photo_filter


def test_open_photos_shows_every_format_that_is_read() -> None:
    photos, everything = photo_filter().split(";;")
    patterns = photos[photos.index("(") + 1 : photos.index(")")].split()
    assert all(any(fnmatchcase(f"x{s}", pattern) for pattern in patterns) for s in SUFFIXES)
    assert {"*.jfif", "*.jpe", "*.mpo", "*.avif"} <= set(patterns)
    assert everything.endswith("(*)")
