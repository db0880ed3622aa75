import os
from pathlib import Path

import pytest

from core.catalog.source import open_source
from core.errors import CatalogError
from tests import unix

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (LOCKED, "protected with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match=why):
        open_source(path)


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(CatalogError):
            open_source(path)


@unix.pipes
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(CatalogError, match="not a regular file"):
        open_source(tmp_path / "pipe.csv")


def test_twelve_gigabytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("wb") as stream:
        stream.truncate(12 << 30)
    with pytest.raises(CatalogError, match="12 GB are more"):
        open_source(path)


def test_xml_and_text_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("\ufeff<?xml version='1.0'?><r><p><a>1</a><b>2</b></p></r>", "utf-8")
    assert open_source(path)[0].form.startswith("XML")
    path.write_text("<5 kg,tag\n1,2\n")
    assert open_source(path)[0].form.startswith("text")
