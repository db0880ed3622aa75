"""Sets whose members people see: a value for files, a caption for people."""

from enum import StrEnum
from typing import Self


class Captioned(StrEnum):
    """A set whose members people see.

    Attributes
    ----------
    caption : str
        One to five plain words.
    hint : str
        The sentence behind the caption, shown on hover; empty where the caption says all.
    """

    caption: str
    hint: str

    def __new__(cls, value: str, caption: str = "", hint: str = "") -> Self:
        """Make a member of its value, and of what people read."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.caption, member.hint = caption, hint
        return member
