import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.inference.card import MOST_CLASSES, Card, UnknownRule, check_labels
from tests.packs import make_card


def test_a_card_survives_json() -> None:
    card = make_card(
        unknown=UnknownRule("energy", -3.5, -4.0, {"temperature": 2.0}),
        metrics={"accuracy": 0.92, "curve": [0.5, 1.0]},
        limits=("Studio photos — no drawings",),
        files={"network.tflite": "0" * 64},
    )
    assert Card.from_json(card.to_json()) == card


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
FIGURES = st.dictionaries(NAMES, st.floats(allow_nan=False, allow_infinity=False), max_size=3)


@settings(max_examples=30)
@given(st.lists(NAMES, min_size=2, max_size=6, unique=True), FIGURES, st.floats(0.01, 100))
def test_any_card_survives_json(
    labels: list[str], metrics: dict[str, float], temperature: float
) -> None:
    card = make_card(
        labels=tuple(labels),
        families=((labels[1], labels[0]),),
        metrics=metrics,
        temperature=temperature,
    )
    assert Card.from_json(card.to_json()) == card


def test_a_card_is_never_written_that_is_not_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        make_card(metrics={"accuracy": float("nan")}).to_json()


def test_cards_from_before_use_and_limits_were_told_are_read() -> None:
    fields = json.loads(make_card(intended_use="Shop", limits=("Studio",)).to_json())
    del fields["intended_use"], fields["limits"]
    assert Card.from_json(json.dumps(fields)) == make_card()


def test_the_family_of_a_class_holds_itself() -> None:
    card = make_card()
    assert card.family("Green") == card.family("Yellow") == ("Green", "Yellow")
    assert card.family("Red") == ()


@pytest.mark.parametrize("name", ["a/b", "a\\b", "..", ".", "", "/a", "C:a"])
def test_no_file_of_a_pack_lies_elsewhere(name: str) -> None:
    with pytest.raises(ValueError, match="leads out of the pack"):
        make_card(files={name: "0" * 64})


@pytest.mark.parametrize("temperature", [0, -1.0, float("nan"), float("inf"), "1", None])
def test_a_temperature_is_a_positive_number(temperature: object) -> None:
    with pytest.raises(ValueError, match="not a positive number"):
        make_card(temperature=temperature)


@pytest.mark.parametrize("labels", [("A", "B"), ("A", "B C"), ("手袋", "Ü-Boot")])
def test_classes_are_names_of_any_script(labels: tuple[str, ...]) -> None:
    check_labels(labels)
    with pytest.raises(ValueError, match=f"twice: {labels[0]}$"):
        check_labels((*labels, labels[0]))
    with pytest.raises(ValueError, match="unprintable"):
        check_labels((*labels, "a\nb"))


def altered(**changes: object) -> str:
    return json.dumps({**json.loads(make_card().to_json()), **changes})


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"temperature": 10**400}, "not a positive number"),
        ({"temperature": 1e-320}, "is impossible"),
        ({"temperature": True}, "not a positive number"),
        ({"temperature": float("nan")}, "is not JSON"),
        ({"metrics": {"accuracy": float("inf")}}, "is not JSON"),
        ({"input": {"size": 10**400, "scaling": "0-255"}}, "is impossible"),
        ({"format": -(10**400), "labels": 5}, "not a list of names"),
        ({"thresholds": {"known": 10**400}}, "is no probability"),
        ({"unknown": {"threshold": -(10**400)}}, "are not numbers"),
        ({"labels": ["A", "B" * 10**6]}, "a class name of 1,000,000 characters"),
        ({"name": "n" * 10**6}, "a name of 1,000,000 characters"),
        ({"files": {"a\0b": "0" * 64}}, "leads out of the pack"),
        ({"files": {"a\ud800": "0" * 64}}, "leads out of the pack"),
    ],
)
def test_impossible_values_are_told(changes: dict[str, object], cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        Card.from_json(altered(**changes))


def test_deep_nesting_is_no_card() -> None:
    text = altered(metrics={"deep": 7}).replace("7", "[" * 10**6 + "]" * 10**6)
    with pytest.raises(ValueError, match="is not JSON"):
        Card.from_json(text)


def test_many_classes_are_looked_at_in_a_moment() -> None:
    names = tuple(f"class {number}" for number in range(MOST_CLASSES // 2))
    began = time.monotonic()
    check_labels(names)
    with pytest.raises(ValueError, match=r"names a class twice: class 0, .* and 14,995 more"):
        check_labels(names + names)
    assert time.monotonic() - began < 5


def test_more_classes_than_a_window_can_show_are_refused() -> None:
    with pytest.raises(ValueError, match="names 150,000 classes, more than 30,000"):
        check_labels(tuple(f"class {number}" for number in range(150_000)))
