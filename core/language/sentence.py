"""Something to be said, before anybody has put it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said, by the key of its message, and the values that it is said of.

    Two of them are the same statement whatever language they are read in.

    Attributes
    ----------
    key : str
        Of a message in resources/wording.
    values : mapping of str to value
        What stands in the message's fields: text that no language changes (a class), numbers, a
        time, a sentence within the sentence, or several that are listed.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Give it as a JSON object, for records."""
        return {"key": self.key, "values": {n: _plain(v) for n, v in self.values.items()}}


def sentence(key: str, /, **values: Any) -> Sentence:  # noqa: ANN401 - fields hold anything
    """Say a message of these values."""
    return Sentence(key, values)


def _plain(value: Any) -> Any:  # noqa: ANN401
    match value:
        case Sentence():
            return value.plain()
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value
