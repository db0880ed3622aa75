"""The page about the network in a long report."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from core.inference.card import Card
from core.report.content import PhotoReport
from core.report.pdf import document
from core.report.record_file import RecordFile
from core.report.template import SHORT_REPORT, NetworkPages, Template
from tests.core.report.conftest import SmallPack
from tests.core.report.pdf.conftest import text_of
from tests.packs import LABELS

MakeReport = Callable[..., PhotoReport]
WITH_NETWORK = Template(network=NetworkPages.ALWAYS)


def test_a_report_with_them_tells_about_its_network(
    make_report: MakeReport, card: Card, tmp_path: Path
) -> None:
    pack = SmallPack(card=card)
    reports = [make_report("one.jpg", pack=pack), make_report("two.jpg", pack=pack)]
    document.write_report(reports, tmp_path / "many.pdf", template=WITH_NETWORK)
    reader = PdfReader(tmp_path / "many.pdf")
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    (about,) = (n for n, text in enumerate(pages) if "About the model" in text)
    assert about == 1
    whole = " ".join(pages)
    for wanted in ("90.5 to 94.5 %", "Reliability", "Confusion", "Green as Yellow", "Licence CC0"):
        assert wanted in whole
    titles = {item.title: item for item in reader.outline if not isinstance(item, list)}
    assert reader.get_destination_page_number(titles["About the model"]) == about
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
        [make_report(pack=pack), make_report("b.jpg", pack=pack)],
        tmp_path / "l.pdf",
        template=WITH_NETWORK,
    )
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "l.pdf").pages)
    assert all(f"limit {n} " in " ".join(text.split()) for n in range(60))


def test_two_networks_have_a_page_each(make_report: MakeReport, card: Card, tmp_path: Path) -> None:
    other = SmallPack(sha256="f" * 64, card=replace(card, name="other", labels=LABELS[::-1]))
    reports = [make_report(pack=SmallPack(card=card)), make_report("b.jpg", pack=other)]
    document.write_report(reports, tmp_path / "two.pdf", template=WITH_NETWORK)
    text = [page.extract_text() for page in PdfReader(tmp_path / "two.pdf").pages]
    assert sum("About the model" in page for page in text) == 2


def test_long_reports_have_the_pages_and_short_ones_say_where_they_are(
    make_report: MakeReport, card: Card, tmp_path: Path
) -> None:
    report = make_report(pack=SmallPack(card=card))
    for many, there in ((SHORT_REPORT, False), (SHORT_REPORT + 1, True)):
        document.write_report([report] * many, tmp_path / "r.pdf")
        front, *others = text_of(tmp_path / "r.pdf")
        assert any("About the model" in page for page in others) is there
        assert ("the pages about the model; they are in" in front) is not there


def test_one_photo_has_the_pages_behind_it_where_they_are_always_wanted(
    make_report: MakeReport, card: Card, tmp_path: Path
) -> None:
    report = make_report("one.jpg", pack=SmallPack(card=card))
    document.write_report([report], tmp_path / "one.pdf", template=WITH_NETWORK)
    first, second, *_ = text_of(tmp_path / "one.pdf")
    assert "one.jpg" in first and second.startswith("About the model")
    document.write_report([report], tmp_path / "one.pdf")
    assert len(text_of(tmp_path / "one.pdf")) == 1


def test_what_pages_leave_out_is_in_the_sealed_record(
    make_report: MakeReport, card: Card, tmp_path: Path
) -> None:
    reports, told = [make_report(pack=SmallPack(card=card))] * 2, {}
    for pages in NetworkPages:
        file = tmp_path / f"{pages}.pdf"
        document.write_report(reports, file, template=Template(network=pages))
        read = RecordFile(file)
        told[pages] = list(read.records())
        assert read.faults == []
    assert told[NetworkPages.ALWAYS] == told[NetworkPages.NEVER] == told[NetworkPages.LONG]
    assert [record["network"]["name"] for record in told[NetworkPages.NEVER]] == ["catalog-cnn"] * 2
