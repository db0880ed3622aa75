"""Our keywords come, change and go; every other byte of a packet stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report.xmp.layout import NotXmp
from core.report.xmp.packet import NEW, Keywords, edited, is_noted
from tests.core.report.xmp.reading import FOREIGN, hierarchy, subject, words

WORDS = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
SHIRT = Keywords("T-Shirts", ("Apparel", "Tops"))


def said(text: str) -> str:
    """What of a text XML can hold."""
    legal = lambda c: c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"  # noqa: E731
    return " ".join("".join(c if legal(c) else "\ufffd" for c in text).split())


@given(WORDS)
def test_any_tag_comes_back_as_it_was(tag: str) -> None:
    assert subject(edited(NEW, Keywords(tag))) == [said(tag)]


@given(WORDS, WORDS, st.lists(WORDS, max_size=3).map(tuple))
def test_a_former_tag_leaves_nothing_behind(
    first: str, second: str, parents: tuple[str, ...]
) -> None:
    once = edited(NEW, Keywords(second, parents))
    assert edited(edited(NEW, Keywords(first, parents)), Keywords(second, parents)) == once
    assert edited(once, Keywords(second, parents)) == once
    assert edited(once, Keywords("")) == NEW


@given(WORDS.filter(lambda tag: said(tag) not in ("summer & sea", "Straße > Weg")))
def test_a_packet_of_others_is_what_it_was_once_ours_is_gone(tag: str) -> None:
    with_ours = edited(FOREIGN, Keywords(tag, ("Apparel",)))
    assert subject(with_ours) == ["summer & sea", "Straße > Weg", said(tag)]
    assert edited(with_ours, Keywords("")) == FOREIGN


def test_paths_go_into_each_list_that_is_there() -> None:
    packet = edited(FOREIGN, SHIRT)
    assert hierarchy(packet) == ["Times|summer & sea", "Apparel|Tops|T-Shirts"]
    assert words(packet, "digiKam", "TagsList") == ["Times/summer", "Apparel/Tops/T-Shirts"]
    assert words(packet, "MicrosoftPhoto", "LastKeywordXMP") == []
    assert b'r:about="uuid:5"' in packet and b'rdf:about="uuid:5"' in packet


def test_a_new_packet_has_tag_and_path() -> None:
    packet = edited(NEW, SHIRT)
    assert (subject(packet), hierarchy(packet)) == (["T-Shirts"], ["Apparel|Tops|T-Shirts"])
    assert hierarchy(edited(NEW, Keywords("T-Shirts"))) == []
    assert is_noted(packet) and not is_noted(FOREIGN)


def test_separators_in_names_make_no_steps() -> None:
    assert hierarchy(edited(NEW, Keywords("a|b", ("c|d",)))) == ["c-d|a-b"]


def test_a_word_that_somebody_else_wrote_is_never_taken_out() -> None:
    packet = edited(FOREIGN, Keywords("summer & sea"))
    assert subject(packet) == ["summer & sea", "Straße > Weg"]
    assert subject(edited(packet, Keywords("Bags"))) == ["summer & sea", "Straße > Weg", "Bags"]


def test_a_hierarchy_hides_no_flat_words_of_others() -> None:
    flat = edited(NEW, Keywords("holiday")).replace(b"urn:tagproof", b"urn:somebody")
    packet = edited(flat, SHIRT)
    assert (subject(packet), hierarchy(packet)) == (["holiday", "T-Shirts"], [])


@pytest.mark.parametrize(
    "root",
    [
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" />',
        b'<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></RDF>',
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' note='a/>b'/>",
    ],
)
def test_an_empty_packet_of_any_form_takes_keywords(root: bytes) -> None:
    packet = edited(root, SHIRT)
    assert subject(packet) == ["T-Shirts"]
    assert edited(packet, SHIRT) == packet


@pytest.mark.parametrize("bag", [b"<rdf:Bag/>", b"<rdf:Bag></rdf:Bag>", b""])
def test_an_empty_list_takes_keywords(bag: bytes) -> None:
    start, end = NEW.split(b"\n </rdf:RDF>")
    empty = (
        start + b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<dc:subject>" + bag + b"</dc:subject></rdf:Description></rdf:RDF>" + end
    )
    assert subject(edited(empty, SHIRT)) == ["T-Shirts"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no well-formed XML"),
        (b"<a>", "no well-formed XML"),
        (b"<a/>", "no rdf:RDF"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (b'<?xml version="1.0" encoding="latin-1"?><a/>', "not in UTF-8"),
        ("<a/>".encode("utf-16"), "not in UTF-8"),
        (b"<a>" * 200 + b"</a>" * 200, "too deep"),
        (FOREIGN[:-200], "no well-formed XML"),
    ],
)
def test_what_is_no_packet_says_why(data: bytes, why: str) -> None:
    with pytest.raises(NotXmp, match=why):
        edited(data, SHIRT)
