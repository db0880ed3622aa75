"""One of many that can be picked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: what is taken, and a figure beside it."""

    text: str
    figure: str = ""
