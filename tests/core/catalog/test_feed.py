from pathlib import Path
from xml.parsers import expat

import pytest

from core.catalog.feed import open_feed, parse
from core.errors import CatalogError

RSS = """<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>1</g:id><title><![CDATA[A & B]]></title><g:image>a.jpg</g:image>
<g:image>b.jpg</g:image><g:ship><g:to>US</g:to><g:cost>1</g:cost></g:ship></item>
<item><g:id>2</g:id><title>C</title><g:type>Bags</g:type></item>
</channel></rss>"""


def test_items_are_rows_and_children_cells(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    path.write_text(RSS)
    assert list(open_feed(path)[0].records()) == [
        ["id", "title", "image", "ship/to", "ship/cost", "type"],
        ["1", "A & B", "a.jpg\nb.jpg", "US", "1", ""],
        ["2", "C", "", "", "", "Bags"],
    ]


def test_shops_own_forms_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    items = "".join(f'<product sku="{i}"><n>x</n><c>Bags</c></product>' for i in range(3))
    path.write_text(f"<shop><products>{items}</products></shop>")
    assert list(open_feed(path)[0].records())[:2] == [["sku", "n", "c"], ["0", "x", "Bags"]]


def test_attributes_of_any_element_are_cells(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    item = "<o><name>x</name><imgs><main url='{}.jpg'/><i url='b.jpg'/><i url='c.jpg'/></imgs></o>"
    path.write_text(f"<offers>{item.format('a')}{item.format('d')}</offers>")
    rows = list(open_feed(path)[0].records())
    assert rows[0] == ["name", "imgs/main", "imgs/main/url", "imgs/i", "imgs/i/url"]
    assert rows[1] == ["x", "", "a.jpg", "", "b.jpg\nc.jpg"]


def test_products_are_told_from_lists_of_as_many(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    groups = "".join(f"<a><id>{i}</id><name>Bags</name></a>" for i in range(3))
    goods = "".join(f"<z><id>{i}</id><name>x</name><group>{i}</group></z>" for i in range(3))
    path.write_text(f"<s><groups>{groups}</groups><goods>{goods}</goods></s>")
    (table,) = open_feed(path)
    assert (table.item, table.listed["2"]) == ("z", "Bags")


def test_a_feed_of_one_product_is_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    head, _, rest = RSS.partition("<item><g:id>2")
    path.write_text(head + rest.partition("</item>")[2])
    assert [row[0] for row in open_feed(path)[0].records()] == ["id", "1"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a><i><x>&b;</x><y/></i></a>',
            "entit",
        ),
        ("<rss><channel><item><id>1</id>", "not well-formed"),
        ("<a><b>1</b></a>", "without repeated items"),
        ("<a>" * 100 + "</a>" * 100, "nested too deeply"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "not well-formed|encoding"),
        ('<?xml version="1.0" encoding="utf\0-8"?><a/>', "not well-formed|encoding"),
    ],
)
def test_what_is_no_feed_is_told(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "f.xml"
    path.write_text(text)
    with pytest.raises(CatalogError, match=why):
        list(open_feed(path)[0].records())


def test_blocks_are_told_and_places_stay_those_of_the_whole() -> None:
    data = b"<feed>%b</feed>" % (b"<item/>" * 800_000)
    places: list[int] = []
    told: list[int] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: places.append(parser.CurrentByteIndex)
    parse(parser, data, told.append)
    assert told == [0, 1 << 22]
    assert len(places) == 800_001
    assert all(data.startswith(b"<item/>", at) for at in places[1:])
