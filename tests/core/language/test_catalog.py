"""Every language says all there is to say, and nothing in the source is left without words."""

import ast
import json
import re
import string
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from core import errors, vocabulary
from core.captioned import Captioned
from core.language import catalog
from core.language.catalog import FORMS, SOURCE, WORDED, Language, english, languages, spoken
from core.language.sentence import sentence
from core.paths import default_pack
from core.vocabulary import Status, Trust

ROOT = Path(catalog.__file__).parents[2]
OTHERS = [key for key in languages() if key != SOURCE]


def texts(language: Language, key: str) -> list[str]:
    message = language.messages[key]
    return [message] if isinstance(message, str) else list(message.values())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


NOT_IN_ENGLISH = ("caption.", "hint.", "card.", "cause.")
"""What English has from the source, or from cards."""


def own(language: Language) -> set[str]:
    return {key for key in language.messages if not key.startswith(NOT_IN_ENGLISH)}


def phrases(language: Language) -> set[str]:
    return {key.removeprefix("card.") for key in language.messages if key.startswith("card.")}


def written_on(card: dict[str, Any]) -> set[str]:
    """What people wrote on a network's card, or called its measurements by."""
    metrics = card["metrics"]
    groups = [metrics["shops"]["by_ground"], metrics["shops"]["by_view"], metrics["robustness"]]
    names = {*card["data"], *card["training"], *chain.from_iterable(groups)}
    return {card["intended_use"], card["licence"], *card["limits"], *names}


def asked_for() -> Iterator[str]:
    """Keys in the source, of which a part in braces may be any."""
    for file in (*ROOT.glob("core/**/*.py"), *ROOT.glob("desktop/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                written = ast.unparse(node).removeprefix("f")[1:-1]
                if re.fullmatch(r"[a-z_]+\.[\w.{}()\[\]'\"-]+", written):
                    yield re.sub(r"\{.*?\}", "*", written)


@pytest.mark.parametrize("key", OTHERS)
def test_a_language_says_all_that_english_says(key: str) -> None:
    said, source = spoken(key), english()
    assert own(said) == own(source)
    for name in own(source):
        assert set().union(*map(fields, texts(said, name))) == set().union(
            *map(fields, texts(source, name))
        ), name


@pytest.mark.parametrize("key", OTHERS)
@pytest.mark.parametrize("members", WORDED)
def test_a_language_has_a_word_for_every_member_that_reports_name(
    key: str, members: type[Captioned]
) -> None:
    for member in members:
        assert spoken(key).caption(member) and spoken(key).hint(member)
        assert english().caption(member) == member.caption


def test_a_language_names_no_member_that_there_is_not() -> None:
    for key in OTHERS:
        said = spoken(key)
        for name in set(said.messages) - own(said):
            if name.startswith(("card.", "cause.")):
                continue
            _, members, member = name.split(".")
            assert member in getattr(vocabulary, members).__members__


@pytest.mark.parametrize("key", OTHERS)
def test_a_language_has_words_for_all_that_the_shipped_network_s_card_says(key: str) -> None:
    card = json.loads((default_pack() / "card.json").read_text("utf-8"))
    assert written_on(card) - phrases(spoken(key)) == set()
    assert spoken(key).phrase("what nobody has written") == "what nobody has written"


ERRORS = {
    name
    for name, one in vars(errors).items()
    if isinstance(one, type) and issubclass(one, errors.AppError)
}
FILES = (".", ".py", ".json", ".h5", ".tflite")
"""Ends of names that are no key of a message."""

TOLD_IN_THE_TERMINAL = (
    "cli", "folder_review.py", "workers.py", "import_model.py", "registration.py",
)  # fmt: skip
"""Files of core whose errors no window shows."""


def causes_in(file: Path) -> Iterator[str]:
    """Give the causes that a module's errors have; what is filled in as {}."""
    tree = ast.parse(file.read_text("utf-8"))
    for within in ast.walk(tree):
        if isinstance(within, ast.FunctionDef):
            for node in ast.walk(within):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                    yield from said_by(node.args[-1], within, tree)


def said_by(node: ast.expr | None, within: ast.FunctionDef, tree: ast.Module) -> Iterator[str]:
    """Give the texts that an expression can be: written there, by a name, or by a function."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from said_by(one, within, tree)
            yield from said_by(other, within, tree)
        case ast.Name(id=name):
            places = [*ast.walk(within), *tree.body]
            for place in places:
                targets = getattr(place, "targets", [getattr(place, "target", None)])
                if isinstance(place, ast.Assign | ast.AnnAssign) and name in {
                    getattr(one, "id", "") for one in targets
                }:
                    yield from said_by(place.value, within, tree)
        case ast.Call(func=ast.Name(id="tr_noop"), args=[text]):
            yield from said_by(text, within, tree)
        case ast.Call(func=ast.Name(id=name)):
            for called in tree.body:
                if isinstance(called, ast.FunctionDef) and called.name == name:
                    for step in ast.walk(called):
                        if isinstance(step, ast.Return):
                            yield from said_by(step.value, called, tree)


@pytest.mark.parametrize("key", OTHERS)
def test_a_language_words_every_trouble_that_a_window_can_show(key: str) -> None:
    files = [
        file
        for file in ROOT.glob("core/**/*.py")
        if not set(TOLD_IN_THE_TERMINAL) & set(file.relative_to(ROOT / "core").parts)
    ]
    met = {cause for file in files for cause in causes_in(file) if cause.strip("{}: ")}
    assert len(met) > 100
    words = {cause: spoken(key).trouble(f"a.csv: {cause.replace('{}', '7')}") for cause in met}
    assert [cause for cause, said in words.items() if cause.replace("{}", "7") in said] == []


def test_a_cause_is_worded_behind_its_file_and_unknown_ones_stay() -> None:
    german = spoken("de")
    assert german.trouble("a: b.png: empty file") == "a: b.png: leere Datei"
    assert german.trouble("b.png: nobody has said so") == "b.png: nobody has said so"
    assert english().trouble("b.png: empty file") == "b.png: empty file"


def test_a_cause_with_figures_is_worded_around_them_as_the_language_writes_them() -> None:
    said = spoken("de").trouble("a.csv: row 12,345 is not in the sheet any more")
    assert said == "a.csv: Zeile 12.345 ist nicht mehr im Blatt"
    whole = spoken("de").trouble("'Hat' is not among the classes explained for this photo")
    assert whole == "'Hat' ist keine der Klassen, die für dieses Foto erklärt sind"


@pytest.mark.parametrize("key", languages())
def test_forms_of_number_are_unicode_s_and_complete(key: str) -> None:
    for message in spoken(key).messages.values():
        if not isinstance(message, str):
            assert set(message) <= FORMS and {"one", "other"} <= set(message)


def test_every_message_is_used_and_every_one_used_is_there() -> None:
    messages, asked = own(english()), set(asked_for())
    patterns = [re.compile(re.escape(one).replace(r"\*", r"[\w.-]+")) for one in asked]
    assert [name for name in messages if not any(p.fullmatch(name) for p in patterns)] == []
    rooms = {name.partition(".")[0] for name in messages}
    missing = {one for one in asked if one.partition(".")[0] in rooms and "*" not in one}
    assert {one for one in missing - messages if not one.endswith(FILES)} == set()


def test_numbers_shares_and_times_come_in_the_language_s_own_form() -> None:
    german = spoken("de")
    assert german.say("computed.at_most", drawn=512, most=1024) == "512 von höchstens 1.024"
    assert german.fill("{:,} zu {:.1f}, {share:percent}", 2014, 3.4, share=0.5) == (
        "2.014 zu 3,4, 50,0 %"
    )
    noon = datetime(2026, 5, 3, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert english().moment(noon) == "2026-05-03 10:00:00 UTC"
    assert german.moment(noon) == "03.05.2026, 10:00:00 UTC"


def test_counts_take_the_form_of_their_number() -> None:
    assert [spoken("de").count(number, "photo") for number in (0, 1, 2014)] == [
        "0 Fotos", "1 Foto", "2.014 Fotos",
    ]  # fmt: skip
    assert english().say("badge.few_samples", n=1).startswith("1 sample is")


def test_sentences_within_sentences_are_worded_and_listed() -> None:
    why = tuple(sentence("badge.gap", share=share) for share in (0.1, 0.2, 0.3))
    said = english().word(sentence("badge.verdict", trust=Trust.CARE, why=why))
    assert said.startswith(
        "Use with caution: on the photo itself the simple model is off by 10 % of"
    )
    assert said.count(" and ") == 1 and said.count(", ") == 1
    assert spoken("de").word(sentence("badge.verdict", trust=Trust.CARE, why=why[:1])) == (
        "Mit Vorsicht: am Foto selbst liegt das einfache Modell um 10 % der Spanne daneben."
    )


def test_a_word_in_the_middle_of_a_line_begins_small() -> None:
    assert english().inline(Status.UNKNOWN) == "unfamiliar"
    assert spoken("de").inline(Status.UNKNOWN) == "unbekannt"


def test_what_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        spoken("xx")
    with pytest.raises(KeyError):
        english().say("no.such")
