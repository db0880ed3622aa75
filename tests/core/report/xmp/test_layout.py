"""What stands where in a packet."""

from core.report.xmp.layout import find
from core.report.xmp.packet import HIERARCHY, SUBJECT
from tests.core.report.xmp.reading import FOREIGN


def test_lists_and_items_are_found_where_they_stand() -> None:
    found = find(FOREIGN)
    subject = found.lists[SUBJECT]
    assert FOREIGN[slice(*subject.span)].startswith(b"<d:subject>")
    assert FOREIGN[slice(*subject.span)].endswith(b"</d:subject>")
    assert [FOREIGN[slice(*item.span)] for item in subject.items] == [
        b"<r:li>summer &amp; sea</r:li>",
        '<r:li xml:lang="de"><![CDATA[Straße > Weg]]></r:li>'.encode(),
    ]
    assert subject.words == ["summer & sea", "Straße > Weg"]
    assert FOREIGN[subject.end :].startswith(b"</r:Bag>") and subject.prefix == "r:"
    assert found.lists[HIERARCHY].words == ["Times|summer & sea"]
    assert (found.about, found.root_name, found.ours) == ("uuid:5", "r:RDF", [])
    assert found.root is not None and FOREIGN[slice(*found.root)] == b"</r:RDF>"


def test_an_entry_that_is_more_than_words_is_told_apart() -> None:
    structured = FOREIGN.replace(
        b"<r:li>summer &amp; sea</r:li>", b"<r:li><r:value>x</r:value></r:li>"
    )
    assert [item.words for item in find(structured).lists[SUBJECT].items] == [None, "Straße > Weg"]
