"""Where keywords can go; light, for the window's menus and the command line's options."""

from core.captioned import Captioned
from core.vocabulary import tr_noop


class KeywordsInto(Captioned):
    """Where a photo's keywords go: programs for photos look into one file or another."""

    FULL_NAME = (
        "full",
        tr_noop("photo.jpg.xmp beside each photo"),
        tr_noop("As digiKam and darktable name them."),
    )
    STEM = (
        "stem",
        tr_noop("photo.xmp beside each photo"),
        tr_noop("As Adobe's programs name them; they look there for raw photos alone."),
    )
    JPEG = (
        "jpeg",
        tr_noop("Into the JPEG files themselves"),
        tr_noop("No pixel changes, but the files do: earlier reports on them will say so."),
    )
