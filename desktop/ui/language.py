"""The language of the window: English as written in the source, or a translation beside it.

Texts are translated when they are made, also those of modules, so a choice counts from the next
start. Translations are Qt Linguist's: `make translations` gathers the texts of the source into
`resources/translations/*.ts` and compiles them.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QLibraryInfo,
    QLocale,
    QSettings,
    QTranslator,
)

from core.captioned import Captioned
from core.language import catalog
from core.language.catalog import WORDED, Language, spoken
from core.paths import config_dir, resources
from core.vocabulary import LeftAlone, Status

SYSTEM: Final = "system"
SOURCE: Final = "en"
"""What the texts of the source are written in."""
SETTING: Final = "choices/language"
"""In the settings' file."""
BORROWED: Final[dict[Captioned, Captioned]] = {
    LeftAlone.UNKNOWN: Status.UNKNOWN,
    LeftAlone.UNCERTAIN: Status.UNCERTAIN,
}
"""Members that are called as another one is, whose words stand elsewhere."""


class Text(str):
    """A text of the window: figures that are filled in come as its language writes them."""

    __slots__ = ()

    def format(self, *places: object, **fields: object) -> str:
        """Fill the fields in: "{:,}" gives 2.014 in German."""
        return speech().fill(self, *places, **fields)


def tr(text: str) -> str:
    """Say a text in the language of the window; one without translation stays as it is."""
    translator = _translator()
    return Text((translator.translate("", text) or text) if translator else text)


@lru_cache(maxsize=1)
def speech() -> Language:
    """Give the window's language for what the core says: sentences, figures, captions, dates."""
    key = _locale().name().partition("_")[0]
    return spoken(key) if _translator() and key in catalog.languages() else catalog.english()


def numeral(value: float, form: str = ",") -> str:
    """Write a number: 2.014 in German."""
    return speech().number(value, form)


def whole_percent(share: float) -> str:
    """Write a share in whole per cent."""
    return speech().whole_percent(share)


def moment(when: datetime) -> str:
    """Write a time as the window's language does, in the machine's own zone."""
    locale = _locale() if _translator() else QLocale(QLocale.Language.English)
    return locale.toString(
        QDateTime.fromSecsSinceEpoch(int(when.timestamp())), tr("d MMMM yyyy, HH:mm")
    )


def caption_of(member: Captioned) -> str:
    """Say a member of the vocabulary; words that reports use too come from their catalog."""
    member = BORROWED.get(member, member)
    return speech().caption(member) if isinstance(member, WORDED) else tr(member.caption)


def hint_of(member: Captioned) -> str:
    """Say the sentence behind a member of the vocabulary; empty where there is none."""
    member = BORROWED.get(member, member)
    return speech().hint(member) if isinstance(member, WORDED) else tr(member.hint)


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """Give what can be chosen: English and every compiled translation, each in its own words."""
    translated = (resources() / "translations").glob("tagproof_*.qm")
    keys = sorted(file.stem.removeprefix("tagproof_") for file in translated)
    names = {key: QLocale(key).nativeLanguageName() for key in keys}
    return {SOURCE: "English"} | {key: name[:1].upper() + name[1:] for key, name in names.items()}


def chosen() -> str:
    """Give the key of `languages` that counts, or SYSTEM."""
    try:
        store = QSettings(str(config_dir() / "tagproof.ini"), QSettings.Format.IniFormat)
    except OSError:
        return SYSTEM
    return str(store.value(SETTING, SYSTEM))


def speak(application: QCoreApplication) -> None:
    """Let Qt's own dialogs, buttons and fields speak the language, and write its numbers, too."""
    if chosen() != SYSTEM:
        QLocale.setDefault(_locale())
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if _translator() and translator.load(_locale(), "qtbase", "_", folder):
        application.installTranslator(translator)
    application.installTranslator(KeyNames(application))


class KeyNames(QTranslator):
    """Has Qt name the two keys of one name alike, wherever it names them: menus, tips, fields."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Name a key; empty, for the next translator to say, whatever is none of these."""
        return tr("Enter") if context == "QShortcut" and text in ("Return", "Enter") else None


def _locale() -> QLocale:
    choice = chosen()
    return QLocale.system() if choice == SYSTEM else QLocale(choice)


@lru_cache(maxsize=1)
def _translator() -> QTranslator | None:
    """Load the translation, if there is one for the language; English needs none."""
    locale, translator = _locale(), QTranslator()
    if locale.language() is QLocale.Language.English:
        return None
    found = translator.load(locale, "tagproof", "_", str(resources() / "translations"))
    return translator if found else None
