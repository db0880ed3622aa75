"""A decoded photo before it is asked for numbers: what tagging needs of it, and no more."""

from dataclasses import dataclass
from pathlib import Path

from core.entities import Box, Photo, subject_of
from core.imaging.decoding import Decoded
from core.imaging.outline import Picture


@dataclass(frozen=True, slots=True)
class Loaded:
    """A photo's analysis picture, mostly as Pillow has it.

    Who tags a folder makes the network's square from it; a `Photo` holds its numbers, which whoever
    explains needs and which cost a twentieth of decoding a large JPEG to hand over.

    Attributes
    ----------
    path : Path
    decoded : Decoded
    sha256 : str
        Of the file's bytes, hexadecimal.
    box : Box or None
        Around the item, in the pixels of the upright file: the picture is what is inside.
    """

    path: Path
    decoded: Decoded
    sha256: str
    box: Box | None = None

    @property
    def picture(self) -> Picture:
        """Upright RGB on white, longer side at most `images.ANALYSIS_SIDE` px."""
        return self.decoded.made

    @property
    def note(self) -> str:
        """What is odd about the file though it could be read; mostly empty."""
        return self.decoded.note

    @property
    def subject(self) -> str:
        """What answers are about, and are kept by."""
        return subject_of(self.sha256, self.box)

    @property
    def photo(self) -> Photo:
        """The same with its pixels as numbers."""
        one = self.decoded
        return Photo(self.path, one.pixels, one.full_size, self.sha256, one.note, self.box)
