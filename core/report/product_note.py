"""What a report says of a product: its tag from all its photos, and what each of them says."""

from dataclasses import dataclass
from pathlib import Path

from core.entities import Box, ClassScore
from core.vocabulary import Status


@dataclass(frozen=True, slots=True)
class PhotoNote:
    """One photo of a product, with its own answer.

    Attributes
    ----------
    path : Path
    sha256 : str
        What it held when it was tagged; empty where nobody could read it.
    status : Status or None
        None where it was not tagged.
    label : str
    confidence : float
        In [0, 1].
    looks_like : str
        The class that it is clearly of, where that is another than the product's; else empty.
    trouble : str
        Why it was not tagged; empty where it was.
    box : Box or None
        Around the item, where somebody drew one.
    """

    path: Path
    sha256: str = ""
    status: Status | None = None
    label: str = ""
    confidence: float = 0.0
    looks_like: str = ""
    trouble: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class ProductNote:
    """A product, as its page shows it beside the explanation of one of its photos.

    Attributes
    ----------
    key, title : str
        The title is empty where no catalog gives one.
    status : Status
    top : tuple of ClassScore
        The most probable classes by all photos together, descending; the first is its tag.
    photos : tuple of PhotoNote
        In their order, the explained one among them.
    explained : int
        The number of that one, counted from 1.
    """

    key: str
    title: str
    status: Status
    top: tuple[ClassScore, ...]
    photos: tuple[PhotoNote, ...]
    explained: int

    @property
    def tag(self) -> ClassScore:
        """Its tag with the confidence."""
        return self.top[0]

    @property
    def name(self) -> str:
        """Key and title."""
        return " · ".join(dict.fromkeys(filter(None, (self.key, self.title))))

    @property
    def several(self) -> bool:
        """Whether it has more than one photo."""
        return len(self.photos) > 1

    @property
    def others(self) -> list[tuple[int, PhotoNote]]:
        """The photos that are not explained, each with its number."""
        numbered = enumerate(self.photos, start=1)
        return [(number, one) for number, one in numbered if number != self.explained]

    @property
    def contradictions(self) -> list[tuple[int, PhotoNote]]:
        """The photos that look like another class, each with its number."""
        return [(n, one) for n, one in enumerate(self.photos, start=1) if one.looks_like]
