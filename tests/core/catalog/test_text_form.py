import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog import text_form
from core.catalog.text_form import find_form
from core.errors import CatalogError

GERMAN = "Größe,Müller\nHüte,Straße\n"
CHINESE = "图片,分类\na.jpg,上衣\nb.jpg,手提包\n"


@pytest.mark.parametrize(
    ("content", "encoding", "marked"),
    [
        (GERMAN.encode(), "utf-8", False),
        (GERMAN.encode("utf-8-sig"), "utf-8", True),
        (GERMAN.encode("utf-16-le"), "utf-16-le", False),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-16-be", True),
        (codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), "utf-32-le", True),
        (GERMAN.encode("utf-32-be"), "utf-32-be", False),
        (GERMAN.encode("cp1252"), "cp1252", False),
        ("Kategoria,biały\nspódnica żółta\n".encode("cp1250"), "cp1250", False),
        (CHINESE.encode("gb18030"), "gb18030", False),
        ("商品番号,カテゴリ\nシャツの新作\n".encode("shift_jis"), "shift_jis", False),
        ("Категория,Название\nРубашка мужская\n".encode("cp1251"), "cp1251", False),
        (("é,ü\n" * 300).encode() + b"\xff\n", "utf-8", False),
    ],
)
def test_encodings_are_recognised(
    tmp_path: Path, content: bytes, encoding: str, marked: bool
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    form = find_form(path)
    assert (form.encoding.replace("-", "_"), form.marked) == (encoding.replace("-", "_"), marked)


def test_an_encoding_that_is_known_better_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(GERMAN.encode("cp1252"))
    assert find_form(path, "latin2").encoding == "iso8859-2"


@pytest.mark.parametrize("content", [b"a,b\n1,\0\n", b"a,b\n" * 500_000 + b"\0"])
def test_nul_bytes_are_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="NUL bytes"):
        find_form(path)


@pytest.mark.parametrize("lead", [b"", codecs.BOM_UTF8])
def test_lines_without_end_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lead: bytes
) -> None:
    monkeypatch.setattr(text_form, "LONGEST_LINE_BYTES", 3 << 20)
    path = tmp_path / "t.csv"
    path.write_bytes(lead + b"path,tag\n" + b"x" * (5 << 20))
    with pytest.raises(CatalogError, match="line of more than"):
        find_form(path)
    path.write_bytes(lead + (b"x" * (2 << 20) + b"\n") * 3)
    assert find_form(path).encoding == "utf-8"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_bytes_come_back_from_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    try:
        form = find_form(path)
        text = content.decode(form.encoding, form.errors)
    except (CatalogError, UnicodeError):
        return
    if form.encoding in ("utf-8", "cp1252"):
        assert form.bytes_of(text) == content
