"""What a page says of a photo's size, and of the box around its item."""

from core.entities import Box
from core.language.catalog import Language


def said_size(size: tuple[int, int], language: Language) -> str:
    """Say a (height, width) as width by height."""
    height, width = map(language.number, size)
    return f"{width} \N{MULTIPLICATION SIGN} {height} px"


def box_size(box: Box, language: Language) -> str:
    """Say a box's size as width by height."""
    return said_size((box.height, box.width), language)


def seen_part(box: Box | None, language: Language, *, framed: bool) -> list[str]:
    """Say of which part of a photo the network made its tag; nothing where of all of it."""
    if box is not None:
        return [language.say("photo.boxed", size=box_size(box, language))]
    return [language.say("photo.framed")] if framed else []


def box_rows(box: Box | None, language: Language) -> list[tuple[str, str]]:
    """Say where a photo's box lies, by name; empty without one."""
    if box is None:
        return []
    where = language.say("made.box_place", size=box_size(box, language), left=box.left, top=box.top)
    return [(language.say("made.box"), where)]
