from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.splice_feed import spliced
from core.errors import CatalogError
from tests.core.catalog.test_feed import RSS
from tests.core.catalog.way_back import write

FEED = RSS.replace("<g:id>1", "<g:id>10").replace("<g:id>2", "<g:id>20").replace(
    "<g:type>Bags</g:type>", "<g:type>\n <![CDATA[Handbags]]>\n</g:type>"
)  # fmt: skip


def test_feeds_keep_every_other_byte(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    path.write_text(FEED)
    write(path, {"20": "Lip Gloss"}, out)
    assert out.read_text() == FEED.replace("Handbags", "Lip Gloss")
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == FEED.replace(
        "</item>\n<item>", "<g:type>Shirts</g:type></item>\n<item>"
    )
    write(path, {"20": "Shirts"}, out, only_changed=True)
    assert "<g:id>10" not in out.read_text() and "Shirts" in out.read_text()


def test_empty_elements_are_filled(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    text = FEED.replace("</item>\n<item>", "<g:type a='>' /></item>\n<item>")
    path.write_text(text)
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == text.replace("<g:type a='>' />", "<g:type a='>'>Shirts</g:type>")


@given(st.lists(st.tuples(st.binary(max_size=3), st.binary(max_size=3), st.binary(max_size=3))))
def test_stretches_are_replaced_and_all_between_them_stays(
    pieces: list[tuple[bytes, bytes, bytes]],
) -> None:
    data, splices = b"", []
    for kept, old, new in pieces:
        # A sign of its own keeps stretches apart, as elements are.
        start = len(data) + len(kept) + 1
        data += kept + b"|" + old
        splices.append((start, start + len(old), new))
    wanted = b"".join(kept + b"|" + new for kept, _, new in pieces)
    assert spliced(data + b"end", reversed(splices)) == wanted + b"end"


SHOP = """<?xml version="1.0" encoding="{encoding}"?>
<shop>
<p><sku>10</sku><category>Tshirts</category><note>größer &gt; 3 <!-- as it is --></note></p >
<p><sku>20</sku>{twenty}<note/></p>
</shop>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("term", ["Kleider & <Röcke>", "衣", "]]>"])
def test_any_term_can_be_written_in_any_encoding(tmp_path: Path, encoding: str, term: str) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    category = "<category><![CDATA[Handbags]]></category>"
    text = SHOP.format(encoding=encoding, twenty=category)
    path.write_bytes(text.encode(encoding))
    write(path, {"10": term}, out)
    wanted = text.replace("Tshirts", escape(term)).encode(encoding, "xmlcharrefreplace")
    assert out.read_bytes() == wanted


def test_other_categories_of_a_product_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    both = "<category>Handbags</category><category>Sale</category>"
    text = SHOP.format(encoding="utf-8", twenty=both)
    path.write_text(text, "utf-8")
    write(path, {"20": "Dresses"}, out)
    assert out.read_text("utf-8") == text.replace("Handbags", "Dresses")


def test_a_product_of_attributes_only_gets_an_element_inside(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    text = (
        '<shop><p sku="10" n="x"/>\n'
        '<p sku="20"><category>Handbags</category><n>y</n></p>\n'
        '<p sku="300"><category>Dresses</category><n>y</n></p></shop>'
    )
    path.write_text(text)
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == text.replace('n="x"/>', 'n="x"><category>Shirts</category></p>')


NESTED = "<p><sku>{}</sku><info>{}<n>y</n></info></p>"


def test_a_nested_category_is_changed_where_it_is_and_never_put_elsewhere(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    with_one = (NESTED.format(n, f"<category>{c}</category>")
                for n, c in ((20, "Handbags"), (300, "Dresses")))  # fmt: skip
    text = f"<shop>{NESTED.format(10, '')}{''.join(with_one)}</shop>"
    path.write_text(text)
    write(path, {"20": "Shirts"}, out)
    assert out.read_text() == text.replace("Handbags", "Shirts")
    with pytest.raises(CatalogError, match="row 2 has no <category> inside of another element"):
        write(path, {"10": "Shirts"}, tmp_path / "second.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "gb18030", "shift_jis"])
@pytest.mark.parametrize("term", ["Kleider & <衣>", "Рубашки", "😀]]>"])
def test_wide_encodings_come_back_byte_for_byte(tmp_path: Path, encoding: str, term: str) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    category = "<category>衣服 <!-- 衣 --></category><category><![CDATA[Handbags]]></category>"
    text = SHOP.format(encoding=encoding, twenty=category).replace("größer", "大")
    path.write_bytes(text.encode(encoding))
    write(path, {"10": term}, out)
    wanted = text.replace("Tshirts", escape(term))
    assert out.read_bytes() == wanted.encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hand<!-- x -->bags", "Dresses<!-- x -->"),
        ("<!-- x > y --> Handbags\n<!-- y -->", "<!-- x > y --> Dresses\n<!-- y -->"),
        ("<!-- x --><![CDATA[Handbags]]><?y z?>", "<!-- x --><![CDATA[Dresses]]><?y z?>"),
        ("Hand<![CDATA[bags]]>", "Dresses"),
    ],
)
def test_what_stands_beside_a_category_stays(tmp_path: Path, before: str, after: str) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    text = SHOP.format(encoding="utf-8", twenty=f"<category>{before}</category>")
    path.write_text(text, "utf-8")
    write(path, {"20": "Dresses"}, out)
    assert out.read_text("utf-8") == text.replace(before, after)


def test_an_element_with_children_is_no_category_even_where_others_are(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    text = SHOP.format(encoding="utf-8", twenty="<category><id>7</id></category>")
    path.write_text(text, "utf-8")
    write(path, {"20": "Dresses"}, out)
    assert out.read_text("utf-8") == text.replace(
        "</category><note/>", "</category><note/><category>Dresses</category>"
    )


ATTRIBUTES = """<shop xmlns:s="x"><p sku="10" s:category='Tshirts &amp; more' x="category"><n/>
<m/></p><p sku="20" s:category = "Handbags"><n/></p><p sku="300"><n/><m/></p></shop>"""


def test_categories_in_attributes_are_changed_in_place(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    path.write_text(ATTRIBUTES)
    write(path, {"20": 'Men\'s "best" > Shirts'}, out)
    new = "Men&apos;s &quot;best&quot; &gt; Shirts"
    assert out.read_text() == ATTRIBUTES.replace('"Handbags"', f'"{new}"')
    write(path, {"10": "Dresses"}, out)
    assert out.read_text() == ATTRIBUTES.replace("'Tshirts &amp; more'", "'Dresses'")
    with pytest.raises(CatalogError, match="row 4 lacks a category"):
        write(path, {"300": "Dresses"}, tmp_path / "second.xml")


def test_each_element_with_the_attribute_keeps_its_own(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    item = '<p><sku>{}</sku><cats><cat name="{}"/><cat name="New" id="1"/></cats></p>'
    text = f"<shop>{item.format(10, 'Tshirts')}{item.format(20, 'Handbags')}</shop>"
    path.write_text(text)
    write(path, {"10": "Dresses"}, out)
    assert out.read_text() == text.replace("Tshirts", "Dresses")
