"""A language in which nothing is left of the Latin alphabet: what still is, nobody translated."""

import re
import string
from collections.abc import Iterable
from dataclasses import replace

from core.language.catalog import WORDED, Language, Message, english

_LETTERS = str.maketrans(
    string.ascii_lowercase + string.ascii_uppercase,
    "".join(chr(0x430 + at) for at in range(26)) + "".join(chr(0x410 + at) for at in range(26)),
)
"""Cyrillic, which the fonts of reports have."""

FIELD = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;)")
"""Left as it is: what is filled in, and marks of rich text."""


LEFT_OUT = re.compile(r"\b[0-9a-f]{12,}|\S*…\w\S*")
"""Hashes, and paths that were shortened in the middle."""


def pseudo(text: str) -> str:
    """Say a text with other letters, its fields as they are."""
    parts = FIELD.split(text)
    return "".join(part if at % 2 else part.translate(_LETTERS) for at, part in enumerate(parts))


def pseudo_language() -> Language:
    """Give English in other letters."""
    messages: dict[str, Message] = {
        key: pseudo(said)
        if isinstance(said, str)
        else {form: pseudo(t) for form, t in said.items()}
        for key, said in english().messages.items()
    }
    for members in WORDED:
        for member in members:
            messages[f"caption.{members.__name__}.{member.name}"] = pseudo(member.caption)
            messages[f"hint.{members.__name__}.{member.name}"] = pseudo(member.hint)
    return replace(english(), key="pseudo", messages=messages)


def untranslated(texts: Iterable[str], names: Iterable[str]) -> set[str]:
    """Give the words of the Latin alphabet in texts that are no names."""
    known = {word.lower() for name in names for word in re.findall(r"[A-Za-z]+", name)}
    found = {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", LEFT_OUT.sub("", text))}
    return {word for word in found if word.lower() not in known}
