"""The page about the network in a long report."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from core.inference.card import Card
from core.report.content import PhotoReport
from core.report.pdf import document
from tests.core.report.conftest import SmallPack
from tests.packs import LABELS

MakeReport = Callable[..., PhotoReport]


def test_every_long_report_tells_about_its_network(
    make_report: MakeReport, card: Card, tmp_path: Path
) -> None:
    pack = SmallPack(card=card)
    reports = [make_report("one.jpg", pack=pack), make_report("two.jpg", pack=pack)]
    document.write_report(reports, tmp_path / "many.pdf")
    reader = PdfReader(tmp_path / "many.pdf")
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    (about,) = (n for n, text in enumerate(pages) if "About the network" in text)
    assert about == 1
    whole = " ".join(pages)
    for wanted in ("90.5 to 94.5 %", "Reliability", "Confusion", "Green as Yellow", "Licence CC0"):
        assert wanted in whole
    titles = {item.title: item for item in reader.outline if not isinstance(item, list)}
    assert reader.get_destination_page_number(titles["About the network"]) == about
    (index,) = (n for n, text in enumerate(pages) if "How sure Page" in text)
    links = [note.get_object()["/Dest"][0] for note in reader.pages[index]["/Annots"]]
    shown = [pages[reader.get_page_number(link.get_object())] for link in links]
    assert ["one.jpg" in shown[0], "two.jpg" in shown[1]] == [True, True]


def test_cards_of_any_length_fit_their_pages(
    make_report: MakeReport, card: Card, tmp_path: Path
) -> None:
    many = tuple(f"limit {n} " + "word " * 40 for n in range(60))
    long = replace(card, limits=many, intended_use="使い方 " * 400, name="x" * 300)
    pack = SmallPack(card=long)
    document.write_report(
        [make_report(pack=pack), make_report("b.jpg", pack=pack)], tmp_path / "l.pdf"
    )
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "l.pdf").pages)
    assert all(f"limit {n} " in " ".join(text.split()) for n in range(60))


def test_two_networks_have_a_page_each(make_report: MakeReport, card: Card, tmp_path: Path) -> None:
    other = SmallPack(sha256="f" * 64, card=replace(card, name="other", labels=LABELS[::-1]))
    reports = [make_report(pack=SmallPack(card=card)), make_report("b.jpg", pack=other)]
    document.write_report(reports, tmp_path / "two.pdf")
    text = [page.extract_text() for page in PdfReader(tmp_path / "two.pdf").pages]
    assert sum("About the network" in page for page in text) == 2
