"""The languages that there are, each a file of messages, and how one is spoken."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from numbers import Real
from typing import Any, Final

from core.captioned import Captioned
from core.language.figures import PLURALS, Figures, one_or_other
from core.language.sentence import Sentence
from core.paths import resources
from core.vocabulary import Scaling, Status, Trust, Verdict

SOURCE: Final = "en"
"""What is spoken where nobody asked for another language."""

WORDED: Final[tuple[type[Captioned], ...]] = (Status, Verdict, Trust, Scaling)
"""Sets of the vocabulary that reports name: each language has its words for them."""

CARD: Final = "card"
"""Before the words of the cards of networks that ship, which English has from the cards."""

CAUSE: Final = "cause"
"""Before the causes of errors, which English has from the errors."""
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+")

FORMS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
"""Unicode's words for the forms of number."""

DECIDES: Final = "n"
"""The field whose number decides on a message's form."""

Message = str | Mapping[str, str]
"""A text with fields, or one for each form of number."""


@dataclass(frozen=True)
class Language:
    """A language with all that it says.

    Attributes
    ----------
    key : str
        As ISO 639 writes it: "en".
    name : str
        In its own words.
    region : str
        As screen readers are told: "en-GB".
    figures : Figures
    dates : mapping of str to str
        Forms of `strftime`, for a moment and for a day.
    messages : mapping of str to message
    """

    key: str
    name: str
    region: str
    figures: Figures
    dates: Mapping[str, str]
    messages: Mapping[str, Message]

    def say(self, key: str, /, **values: Any) -> str:  # noqa: ANN401 - fields hold anything
        """Say a message of these values; KeyError for one that there is not."""
        message = self.messages[key]
        if not isinstance(message, str):
            message = message[PLURALS.get(self.key, one_or_other)(values[DECIDES])]
        return self._filler.vformat(message, (), values)

    def word(self, said: Sentence) -> str:
        """Put a sentence into words."""
        return self.say(said.key, **said.values)

    def fill(self, text: str, /, *places: Any, **fields: Any) -> str:  # noqa: ANN401
        """Fill a text's fields as `str.format` does, figures as this language writes them."""
        return self._filler.vformat(text, places, fields)

    def number(self, value: float, form: str = ",") -> str:
        """Write a number, thousands apart where no other form is asked for."""
        return self.figures.number(value, form)

    def percent(self, share: float, decimals: int = 1) -> str:
        """Write a share in [0, 1]; see `Figures.share`."""
        return self.figures.share(share, decimals)

    def whole_percent(self, share: float) -> str:
        """Write a share in whole per cent, where it is read in passing."""
        return self.figures.share(share, 0)

    def moment(self, moment: datetime) -> str:
        """Write a time, in UTC to the second."""
        return moment.astimezone(UTC).strftime(self.dates["moment"])

    def count(self, number: int, noun: str) -> str:
        """Write a number with what is counted: 1 photo, 2,014 photos."""
        return self.say(f"count.{noun}", n=number)

    def joined(self, parts: Sequence[str]) -> str:
        """List texts: A; A and B; A, B and C."""
        if len(parts) < 2:
            return "".join(parts)
        comma, last = self.say("list.between"), self.say("list.last")
        return f"{comma.join(parts[:-1])}{last}{parts[-1]}"

    def caption(self, member: Captioned) -> str:
        """Say a member of one of the `WORDED`: English as written there, else from the catalog."""
        return self._captioned(member, "caption", member.caption)

    def hint(self, member: Captioned) -> str:
        """Say the sentence behind a member of one of the `WORDED`."""
        return self._captioned(member, "hint", member.hint)

    def inline(self, member: Captioned) -> str:
        """Say a member of the vocabulary in the middle of a line."""
        word = self.caption(member)
        return word[:1].lower() + word[1:]

    def phrase(self, text: str) -> str:
        """Say what the card of a network calls something; as written where nobody knows it."""
        return str(self.messages.get(f"{CARD}.{text}", text))

    def trouble(self, said: str) -> str:
        """Say what an `AppError` says: its cause, alone or behind the file's name.

        Causes are kept in reviews and tables as English words; one that nobody has translated
        stays so. One with something filled in is translated around it, by its text with {}.
        """
        head, rest = "", said
        while True:
            if (words := self._cause(rest)) is not None:
                return head + words
            begun, colon, left = rest.partition(": ")
            if not colon:
                return said
            head, rest = f"{head}{begun}{colon}", left

    def _cause(self, cause: str) -> str | None:
        """Word one cause; None where there are no words for it."""
        if (whole := self.messages.get(f"{CAUSE}.{cause}")) is not None:
            return str(whole)
        for pattern, words in self._open_causes:
            if (found := pattern.fullmatch(cause)) is not None:
                return words.format(*map(self._figures_of, found.groups()))
        return None

    def _figures_of(self, filled: str) -> str:
        """Write what is filled in: a number as this language does, all else as it is."""
        number = _THOUSANDS.fullmatch(filled)
        return self.number(int(filled.replace(",", ""))) if number else filled

    @cached_property
    def _open_causes(self) -> list[tuple[re.Pattern[str], str]]:
        """Causes with something filled in, those that say most themselves first."""
        begin = f"{CAUSE}."
        said = {
            name.removeprefix(begin): str(words)
            for name, words in self.messages.items()
            if name.startswith(begin) and "{}" in name
        }
        return [
            (re.compile("(.+?)".join(map(re.escape, cause.split("{}"))), re.DOTALL), said[cause])
            for cause in sorted(said, key=len, reverse=True)
        ]

    def _captioned(self, member: Captioned, part: str, english: str) -> str:
        if self.key == SOURCE or not english:
            return english
        return self.say(f"{part}.{type(member).__name__}.{member.name}")

    @cached_property
    def _filler(self) -> _Filler:
        return _Filler(self)


class _Filler(string.Formatter):
    """Fills fields: "{n:,}", "{r2:.2f}", "{share:percent}", "{share:whole}", sentences."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        """Write a value: a sentence in words, a figure with the language's signs."""
        language = self._language
        match value:
            case Sentence():
                return language.word(value)
            case tuple():
                return language.joined([self.format_field(one, format_spec) for one in value])
            case datetime():
                return language.moment(value)
            case Captioned():
                return language.caption(value)
            case Real():
                return self._figure(value, format_spec)
            case _:
                return format(value, format_spec)

    def _figure(self, value: Any, form: str) -> str:  # noqa: ANN401
        match form:
            case "percent":
                return self._language.percent(value)
            case "whole":
                return self._language.whole_percent(value)
            case _:
                return self._language.number(value, form)


@lru_cache
def spoken(key: str) -> Language:
    """Give a language by its key; KeyError for one that there is not."""
    file = resources() / "wording" / f"{key}.toml"
    if key not in languages():
        raise KeyError(key)
    read = tomllib.loads(file.read_text("utf-8"))
    return Language(
        key,
        name=read.pop("name"),
        region=read.pop("region"),
        figures=Figures(**read.pop("figures")),
        dates=read.pop("dates"),
        messages=dict(_flat(read)),
    )


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Give the keys of all languages, English first."""
    found = {file.stem for file in (resources() / "wording").glob("*.toml")}
    return (SOURCE, *sorted(found - {SOURCE}))


def english() -> Language:
    """Give the language of terminal, training and records."""
    return spoken(SOURCE)


def _flat(tables: Mapping[str, Any], above: str = "") -> list[tuple[str, Message]]:
    """Name the messages of tables within tables: "reason.rival"."""
    found: list[tuple[str, Message]] = []
    for name, value in tables.items():
        if isinstance(value, Mapping) and "other" not in value:
            found += _flat(value, f"{above}{name}.")
        else:
            found.append((f"{above}{name}", value))
    return found
