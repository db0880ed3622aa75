"""Reports are read back with pypdf: text, links, bookmarks, metadata, and what goes wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from core.entities import Outcome, Progress
from core.errors import Cancelled, ExportFailed, ImageUnreadable
from core.explain.faithfulness import Curves, Faithfulness
from core.inference.card import Card
from core.jobs import CancelToken
from core.language.catalog import english
from core.report import template
from core.report.content import DecisionNote, PhotoReport
from core.report.figures import words
from core.report.pdf import document
from core.report.template import NetworkPages, Template
from core.vocabulary import Status
from tests import unix
from tests.core.report.conftest import SmallPack
from tests.core.report.pdf.conftest import text_of
from tests.pseudo import pseudo_language, untranslated

MakeReport = Callable[..., PhotoReport]
MADE = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)


def test_many_photos_have_summary_index_links_and_bookmarks(
    batch: list[PhotoReport | Outcome], tmp_path: Path
) -> None:
    document.write_report(
        batch, tmp_path / "many.pdf", template=Template(title="Autumn drop"), total=4
    )
    reader = PdfReader(tmp_path / "many.pdf")
    pages = text_of(tmp_path / "many.pdf")
    assert "Autumn drop" in pages[0]
    assert "broken.jpg" in pages[0]
    assert "not an image" in pages[0]
    (index,) = (n for n, text in enumerate(pages) if "How sure Page" in text)
    assert index == len(pages) - 4
    assert list(titles(reader.outline)) == [
        "Summary", "Photos not reported", "Index", "Photos",
        "Handbags · one.jpg", "Watches · two.jpg", "Handbags · three.jpg",
    ]  # fmt: skip
    assert link_targets(reader, index) == [index + 1, index + 2, index + 3]
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text


def test_products_stand_in_bookmarks_and_metadata_by_their_names(
    make_product: MakeReport, make_report: MakeReport, tmp_path: Path
) -> None:
    products = [make_product(20, "SKU-1"), make_product(2, "SKU-2", "")]
    document.write_report(products, tmp_path / "two.pdf")
    reader = PdfReader(tmp_path / "two.pdf")
    assert list(titles(reader.outline)) == [
        "Summary", "Index", "Products", "Handbags · SKU-1 · A bag", "Handbags · SKU-2",
    ]  # fmt: skip
    (index,) = (
        n for n, text in enumerate(text_of(tmp_path / "two.pdf")) if "How sure Page" in text
    )
    assert link_targets(reader, index) == [index + 1, index + 3]
    assert reader.metadata is not None
    assert reader.metadata.subject == "Products tagged and explained: 2"
    document.write_report([products[1], make_report("a.jpg")], tmp_path / "mixed.pdf")
    mixed = list(titles(PdfReader(tmp_path / "mixed.pdf").outline))
    assert mixed[2:] == ["Products and photos", "Handbags · SKU-2", "Handbags · a.jpg"]


def titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        yield from titles(item) if isinstance(item, list) else [item.title]


def link_targets(reader: PdfReader, page: int) -> list[int | None]:
    links = [reference.get_object()["/Dest"] for reference in reader.pages[page]["/Annots"]]
    return [reader.get_page_number(link[0].get_object()) for link in links]


def test_metadata(make_report: MakeReport, tmp_path: Path) -> None:
    document.write_report(
        [make_report()], tmp_path / "one.pdf", template=Template(title="Herbst 手袋")
    )
    about = PdfReader(tmp_path / "one.pdf").metadata
    assert about is not None
    assert about.title == "Herbst 手袋"
    assert about.creation_date == MADE
    assert "Tagproof" in (about.creator or "")


def test_equal_content_and_time_give_equal_bytes(
    batch: list[PhotoReport | Outcome], tmp_path: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        document.write_report(batch, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    document.write_report(batch[:3], tmp_path / "c.pdf")
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "c.pdf").read_bytes()


@pytest.mark.parametrize(
    "name", unix.taken("x" * 245 + ".jpg", "a\nb\x1b.jpg", "<b>&.jpg", "=1+1.jpg")
)
def test_names_of_any_kind(make_report: MakeReport, tmp_path: Path, name: str) -> None:
    reports = [make_report(name), make_report("other.jpg")]
    document.write_report(reports, tmp_path / "many.pdf")
    assert len(PdfReader(tmp_path / "many.pdf").pages) == 3


def test_progress_is_told(batch: list[PhotoReport | Outcome], tmp_path: Path) -> None:
    steps: list[Progress] = []
    document.write_report(batch, tmp_path / "many.pdf", total=4, on_progress=steps.append)
    assert [(s.done, s.total) for s in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert steps[1].note == "broken.jpg"


def test_cancel_leaves_the_old_file(batch: list[PhotoReport | Outcome], tmp_path: Path) -> None:
    path, token = tmp_path / "out" / "many.pdf", CancelToken()
    path.parent.mkdir()
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        document.write_report(batch, path, token=token, on_progress=lambda _: token.cancel())
    assert path.read_bytes() == b"old"
    assert [file.name for file in path.parent.iterdir()] == ["many.pdf"]


@unix.limits
@pytest.mark.parametrize("limit", [1_000, 20_000])
def test_a_full_disk_leaves_nothing(
    batch: list[PhotoReport | Outcome], tmp_path: Path, limit: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with unix.largest_file(limit), pytest.raises(ExportFailed, match=r"many\.pdf"):
        document.write_report(batch, folder / "many.pdf")
    assert not list(folder.iterdir())


def test_nothing_to_report_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="no photo to report on"):
        document.write_report([], tmp_path / "none.pdf")
    assert not list(tmp_path.iterdir())


def test_failures_alone_are_a_report(tmp_path: Path) -> None:
    failed = [Outcome(Path(f"{n}.jpg"), error="truncated") for n in range(80)]
    document.write_report(failed, tmp_path / "failed.pdf", created=MADE)
    text = " ".join(text_of(tmp_path / "failed.pdf"))
    assert "79.jpg" in text
    assert text.count("truncated") == 80


def test_far_too_many_are_refused_at_once(make_report: MakeReport, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="10,000"):
        document.write_report(iter([make_report()]), tmp_path / "all.pdf", total=1_000_000)


def test_a_template_leaves_out_parts_and_signs_every_page(
    batch: list[PhotoReport | Outcome], tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (300, 100), (200, 0, 0, 128)).save(logo)
    short = replace(template.BUILT_IN["short"], company="Beispiel GmbH", logo=logo)
    document.write_report(batch, tmp_path / "short.pdf", template=short)
    reader, pages = PdfReader(tmp_path / "short.pdf"), text_of(tmp_path / "short.pdf")
    assert all("Beispiel GmbH · Why these tags · 2026" in page for page in pages)
    logos = [
        image.image.size for page in reader.pages for image in page.images
        if image.image.size == (300, 100)
    ]  # fmt: skip
    assert len(logos) == len(pages)
    said = " ".join(pages)
    assert "Strongest weights" in said and "How to read" in said and "Photos from" in said
    for left_out in ("How it was computed", "Activation map", "About the model", "Fit of the"):
        assert left_out not in said
    assert len(list(reader.attachment_list)) == 1


def test_a_logo_that_is_no_picture_is_named_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("no picture")
    with pytest.raises(ImageUnreadable, match=r"logo\.png"):
        document.write_report(
            iter([pytest.fail]), tmp_path / "a.pdf", template=Template(logo=tmp_path / "logo.png")
        )


def names_of(*reports: PhotoReport) -> list[str]:
    """What a report takes over as it is: classes, files, versions, hashes, settings' names."""
    said = [
        "broken.jpg",
        "Tagproof",
        "SHA",
        "UTC",
        "LIME",
        "slic",
        "grid",
        "XNNPACK",
        "px",
        "tmp",
        "pytest",
    ]
    for report in reports:
        said += [str(report.photo.path), report.pack.name, *report.pack.labels, *report.versions]
        said += [report.prediction.engine.name, report.prediction.engine.kernels]
        product, note = report.product, report.decision
        said += [product.key, product.title] if product else []
        said += [str(one.path) for one in product.photos] if product else []
        said += [note.label, note.reviewer, note.existing] if note else []
    return said


def test_no_word_of_a_report_is_left_untranslated(
    make_report: MakeReport, make_product: MakeReport, card: Card, tmp_path: Path
) -> None:
    note = DecisionNote("corrected", "Clutches", "Ana", MADE, "Bags", False, "ab" * 32)
    curves = Curves((0.0, 1.0), (1.0, 0.0), (0.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    areas = Faithfulness(0.1, 0.8, 0.45, 0.5, curves=curves)
    pack = SmallPack(card=card)
    one = make_report("one.jpg", decision=note, faithfulness=areas, against="Clutches", pack=pack)
    two = make_report("two.jpg", against="Handbags", status=Status.UNKNOWN)
    several = make_product(20, odd={2: "Watches"}, troubles={3: "\N{EM DASH}"})
    gone = Outcome(Path("broken.jpg"), error="\N{EM DASH}")
    look = Template(network=NetworkPages.ALWAYS)
    for number, items in enumerate(([one], [several], [one, two, several, gone])):
        out = tmp_path / f"{number}.pdf"
        document.write_report(items, out, template=look, language=pseudo_language())
        reader = PdfReader(out)
        told = [*text_of(out), *titles(reader.outline), str(reader.metadata.subject)]
        assert untranslated(told, names_of(one, two, several) + card_words(card)) == set()


def card_words(card: Card) -> list[str]:
    """What the card's authors wrote."""
    metrics, shops = card.metrics, card.metrics["shops"]
    groups = [metrics["test"]["top1_by_size"], metrics["partial"]["by_accepted"],
              shops["by_ground"], shops["by_view"], metrics["robustness"]]  # fmt: skip
    facts = [words(told, english()) for told in (card.data, card.training)]
    return [*(name for group in groups for name in group), *facts, card.licence, card.name,
            *card.data, *card.training, card.intended_use, *card.limits, *card.files,
            *card.labels, card.unknown.method, "LiteRT Keras GFLOP AUROC"]  # fmt: skip
