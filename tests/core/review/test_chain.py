from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.chain import digest, fingerprint, genesis, sealed
from core.review.records import Entry, State
from core.vocabulary import Action, Verdict

ENTRY = Entry(
    id=3, step=2, photo=7, path="a/鞄 é.jpg", sha256="ab" * 32, at="2026-01-01T00:00:00.000Z",
    reviewer="ana", action=Action.ACCEPT, before=State().to_json(),
    after=State(Verdict.ACCEPTED, "Dresses").to_json(), reason="", target=None,
    network_tag="Dresses", confidence=0.75, pack="cd" * 32, program="1.0",
    previous=genesis("x"), hash="",
)  # fmt: skip
FIELDS = st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(), max_size=5)


def test_logs_of_earlier_versions_keep_their_hashes() -> None:
    """Each is in somebody's file already; no release may reckon them otherwise."""
    assert genesis("x") == "9efaabc7bcbc713fcf31b2a291e3e4a55ddca9fbabc7199a3eb41b52f6cf0891"
    assert digest(ENTRY) == "1b2e3f7c2c5c7354e2e3e7d036babf3cb4c7227a89254717e7b5bd7ac6c2cc25"


@pytest.mark.parametrize("name", [field.name for field in fields(Entry) if field.name != "hash"])
def test_a_change_of_any_field_shows(name: str) -> None:
    assert digest(replace(ENTRY, **{name: "changed"})) != digest(ENTRY)
    assert digest(replace(ENTRY, **{name: b"no text"})) != digest(ENTRY), "as edited by hand"


def test_an_entry_is_sealed_once_and_for_all() -> None:
    entry = sealed(ENTRY)
    assert entry.hash == digest(entry) == digest(ENTRY)
    assert sealed(entry) == entry
    assert replace(entry, hash="") == ENTRY


@given(st.text(), st.text())
def test_no_two_reviews_begin_alike(one: str, other: str) -> None:
    assert (genesis(one) == genesis(other)) is (one == other)


@given(FIELDS, FIELDS)
def test_a_fingerprint_is_of_what_is_said_not_of_its_order(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert fingerprint(dict(reversed(one.items()))) == fingerprint(one)
    assert (fingerprint(one) == fingerprint(other)) is (one == other)
