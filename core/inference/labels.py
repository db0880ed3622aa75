"""Reads the names of a network's classes, in the order of its outputs."""

import json
import re
from pathlib import Path
from typing import Final

from core.errors import PackError, os_cause
from core.given_files import MB, read_text

LONGEST_NUMBER: Final = 10
"""Digits that no number of a class has."""
LARGEST_BYTES: Final = 16 * MB
_NUMBERED: Final = re.compile(r"(\d{1,9})[\s:;,.)-]+(\S.*)")
"""A line of Teachable Machine's labels.txt: "0 Shirts"."""


def read_labels(path: Path) -> tuple[str, ...]:
    """Read class names in the order of the outputs.

    Parameters
    ----------
    path : Path
        JSON: a list of names, {name: index}, {index: name}, or an object with such a list as
        `labels`. Or text: a name a line, as it is or behind its number ("0 Shirts").

    Returns
    -------
    tuple of str

    Raises
    ------
    PackError
        The file cannot be read, or the order is not clear.
    """
    try:
        text = read_text(path, LARGEST_BYTES, "utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(path, "is not text in UTF-8") from error
    except OSError as error:
        raise PackError(path, os_cause(error)) from error
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in ("[", "{"):
        return _of_json(path, text)
    names = _of_lines(text)
    if not names:
        raise PackError(path, "names no class")
    return names


def _of_lines(text: str) -> tuple[str, ...]:
    """Give the lines, or what stands behind their numbers where all have one, each once, from 0."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [match for line in lines if (match := _NUMBERED.fullmatch(line))]
    numbered = {int(match[1]): match[2] for match in found}
    if len(found) == len(lines) and set(numbered) == set(range(len(lines))):
        return tuple(numbered[index] for index in range(len(lines)))
    return tuple(lines)


def _of_json(path: Path, text: str) -> tuple[str, ...]:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackError(path, "is not JSON") from error
    if isinstance(listed, dict) and isinstance(listed.get("labels"), list):
        listed = listed["labels"]
    names = _in_order(path, listed) if isinstance(listed, dict) else listed
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PackError(path, "is neither a list of class names nor names with their numbers")
    return tuple(names)


def _in_order(path: Path, listed: dict[str, object]) -> list[object]:
    """Order {name: index}, as Keras' generators give it, or {index: name}."""
    numbered: dict[int, object] = {}
    for key, value in listed.items():
        if isinstance(value, int):
            numbered[value] = key
        elif key.isdecimal() and len(key) < LONGEST_NUMBER:
            numbered[int(key)] = value
    if set(numbered) != set(range(len(listed))):
        raise PackError(path, f"does not number its classes 0 to {len(listed) - 1}")
    return [numbered[index] for index in range(len(numbered))]
