"""Reports are read back with pypdf: text, links, bookmarks, fonts, pictures, metadata."""

import re
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from core.entities import Outcome, Progress
from core.errors import Cancelled, ExportFailed, ImageUnreadable
from core.explain.faithfulness import Curves, Faithfulness
from core.jobs import CancelToken
from core.report import content, template
from core.report.content import DecisionNote, PhotoReport
from core.report.drawing import fonts
from core.report.drawing.page import POINTS
from core.report.pdf import canvas, document
from core.report.template import Paper, Template
from core.vocabulary import Status

MakeReport = Callable[..., PhotoReport]
MADE = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)


def flat(text: str) -> str:
    return " ".join(text.split())


def text_of(path: Path) -> list[str]:
    return [flat(page.extract_text()) for page in PdfReader(path).pages]


@pytest.fixture
def batch(make_report: MakeReport) -> list[PhotoReport | Outcome]:
    """Three photos and one that failed."""
    return [
        make_report("one.jpg"),
        Outcome(Path("broken.jpg"), error="not an image"),
        make_report("two.jpg", label="Watches", confidence=0.98, status=Status.KNOWN),
        make_report("three.jpg", status=Status.UNKNOWN, confidence=0.31),
    ]


def test_one_photo_says_everything_in_real_text(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report()
    document.write_report([report], tmp_path / "one.pdf")
    text = " ".join(text_of(tmp_path / "one.pdf"))
    for said in ("Handbags", "71.3 %", "not sure", "bag.jpg", "Casual Shoes", "+1.200", "Seed 7",
                 "300 × 400 px", "2026-05-03 10:00:00 UTC", "lime 0.2.0.1", report.pack.sha256,
                 report.photo.sha256, "What this cannot show", "Page 1 of", "against"):  # fmt: skip
        assert said in text


def test_fonts_are_embedded_and_letters_can_be_copied(
    make_report: MakeReport, tmp_path: Path
) -> None:
    document.write_report([make_report("手袋 가방.jpg")], tmp_path / "one.pdf")
    reader = PdfReader(tmp_path / "one.pdf")
    fonts = [o for o in objects(reader) if o.get("/Type") == "/Font"]
    used = [f for f in fonts if f["/BaseFont"] != "/Helvetica"]
    assert any("DroidSansFallback" in f["/BaseFont"] for f in used)
    for font in used:
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
    assert "手袋 가방.jpg" in text_of(tmp_path / "one.pdf")[0]


def objects(reader: PdfReader) -> list[Any]:
    found = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return [o for o in found if hasattr(o, "get")]


def test_a_name_painted_in_another_order_can_be_copied_as_it_is_spelt(
    make_report: MakeReport, tmp_path: Path
) -> None:
    document.write_report([make_report("हिन्दी.jpg")], tmp_path / "one.pdf")
    drawn = PdfReader(tmp_path / "one.pdf").pages[0].get_contents().get_data()
    letters = fonts.display("हिन्दी.jpg").encode("utf-16-be").hex()
    assert f"/ActualText <feff{letters}>".encode() in drawn


@pytest.mark.parametrize("name", ["שלום", "سلام", "حقيبة", "\N{GRINNING FACE}"])
def test_glyphs_stand_for_the_letters_of_the_name(
    make_report: MakeReport, tmp_path: Path, name: str
) -> None:
    document.write_report([make_report(f"{name}.jpg")], tmp_path / "one.pdf")
    maps = b"".join(o["/ToUnicode"].get_data() for o in objects(PdfReader(tmp_path / "one.pdf"))
                    if "/ToUnicode" in o)  # fmt: skip
    told = {bytes.fromhex(m.decode()).decode("utf-16-be")
            for m in re.findall(rb"^<..> <([0-9A-F]{4,})>$", maps, re.MULTILINE)}  # fmt: skip
    assert set(name) <= set("".join(told))
    assert not any("\ufb50" <= letter <= "\ufefc" for letter in "".join(told))


def test_pictures_are_fine_enough_for_print_and_light(
    make_report: MakeReport, tmp_path: Path
) -> None:
    document.write_report([make_report(size=(1800, 2400))], tmp_path / "one.pdf")
    images = PdfReader(tmp_path / "one.pdf").pages[0].images
    tall = [image.image.size for image in images if image.image.height > 700]
    assert len(tall) == 2
    assert all(height <= 310 / 72 * 300 + 1 for _, height in tall)
    assert (tmp_path / "one.pdf").stat().st_size < 400_000


def test_no_figure_of_quality_is_cut_on_the_narrowest_paper(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report()
    document.write_report([report], tmp_path / "one.pdf")
    text = text_of(tmp_path / "one.pdf")[0]
    for name, value in content.quality(report):
        assert f"{name} {value}" in text


@pytest.mark.parametrize("paper", list(Paper))
def test_a_decided_photo_takes_one_page_of_a_long_report(
    make_report: MakeReport, tmp_path: Path, paper: Paper
) -> None:
    note = DecisionNote("accepted", "Handbags", "Ana", MADE, "Clutches", entry="ab" * 32)
    line = (1.0, 0.5, 0.0)
    areas = Faithfulness(0.1, 0.8, 0.3, 0.6, Curves((0.0, 0.5, 1.0), line, line, line, line))
    report = make_report(decision=note, faithfulness=areas)
    form = Template(paper=paper)
    document.write_report([report, report], tmp_path / "two.pdf", template=form)
    text = text_of(tmp_path / "two.pdf")
    assert [("How it was computed" in page) for page in text[-2:]] == [True, True]
    assert "Audit entry SHA-256" in text[-1]
    assert all("by weight" in page and "in random order" in page for page in text[-2:])


def test_small_photos_are_not_enlarged(make_report: MakeReport, tmp_path: Path) -> None:
    document.write_report([make_report(size=(60, 80))], tmp_path / "one.pdf")
    sizes = [image.image.size for image in PdfReader(tmp_path / "one.pdf").pages[0].images]
    assert sizes.count((60, 80)) >= 2


@pytest.mark.parametrize("size", [(2400, 120), (300, 400), (90, 1800), (4, 4)])
def test_a_contrast_stands_beside_the_overlay_on_any_shape(
    make_report: MakeReport, tmp_path: Path, size: tuple[int, int]
) -> None:
    for paper in Paper:
        report, form = make_report(size=size, against="Clutches"), Template(paper=paper)
        document.write_report([report, report], tmp_path / "two.pdf", template=form)
        page = text_of(tmp_path / "two.pdf")[-2]
        assert "Why Handbags and not Clutches" in page
        assert "Handbags over Clutches rests most strongly" in page
        assert "+2.100" in page  # the strongest weight, twice as far from zero as either


@pytest.mark.parametrize("size", [(2400, 120), (90, 1800), (4, 4)])
def test_any_shape_fits_one_page(
    make_report: MakeReport, tmp_path: Path, size: tuple[int, int]
) -> None:
    for paper in Paper:
        document.write_report(
            [make_report(size=size)], tmp_path / "one.pdf", template=Template(paper=paper)
        )
        assert len(PdfReader(tmp_path / "one.pdf").pages) == 1


@pytest.mark.parametrize(("paper", "size"), list(POINTS.items()))
def test_paper(make_report: MakeReport, tmp_path: Path, paper: Paper, size: Any) -> None:
    document.write_report([make_report()], tmp_path / "one.pdf", template=Template(paper=paper))
    box = PdfReader(tmp_path / "one.pdf").pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.1)


def test_noise_is_made_lighter_until_it_fits() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (1300, 1000, 3), dtype=np.uint8)
    data, size = canvas.jpeg(noise)
    assert len(data) <= canvas.HEAVIEST
    assert size[0] / size[1] == pytest.approx(1000 / 1300, abs=0.01)


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


def titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        yield from titles(item) if isinstance(item, list) else [item.title]


def link_targets(reader: PdfReader, page: int) -> list[int | None]:
    links = [reference.get_object()["/Dest"] for reference in reader.pages[page]["/Annots"]]
    return [reader.get_page_number(link[0].get_object()) for link in links]


def test_the_index_names_the_page_of_each_photo(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report("same.jpg")
    photos = [replace(report.photo, path=Path(f"no{n}.jpg")) for n in range(50)]
    named = [replace(report, photo=photo) for photo in photos]
    document.write_report(named, tmp_path / "many.pdf")
    pages = text_of(tmp_path / "many.pdf")
    for photo in (0, 25, 49):
        (number,) = (n for n, t in enumerate(pages, 1) if f"no{photo}.jpg Original" in t)
        assert any(f"no{photo}.jpg Handbags 71.3 % ◐ not sure {number}" in t for t in pages)


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


def test_a_decision_is_on_the_page(make_report: MakeReport, tmp_path: Path) -> None:
    note = DecisionNote("corrected", "Clutches", "ana", MADE, existing="Wallets")
    document.write_report([make_report(decision=note)], tmp_path / "one.pdf")
    (text,) = text_of(tmp_path / "one.pdf")
    assert "corrected: Clutches" in text
    assert "Wallets" in text


def test_a_changed_photo_is_not_shown_as_the_explained_one(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report(size=(1800, 2400))
    report.photo.path.write_bytes(report.photo.path.read_bytes() + b"\0")
    document.write_report([report], tmp_path / "one.pdf")
    (text,) = text_of(tmp_path / "one.pdf")
    assert "gone or changed" in text


def test_a_pack_without_a_pooling_head_has_no_map(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report()
    without = replace(report, prediction=replace(report.prediction, features=None))
    document.write_report([without], tmp_path / "one.pdf")
    assert "Activation map" not in text_of(tmp_path / "one.pdf")[0]


@pytest.mark.parametrize("name", ["x" * 245 + ".jpg", "a\nb\x1b.jpg", "<b>&.jpg", "=1+1.jpg"])
def test_names_of_any_kind(make_report: MakeReport, tmp_path: Path, name: str) -> None:
    reports = [make_report(name), make_report("other.jpg")]
    document.write_report(reports, tmp_path / "many.pdf")
    assert len(PdfReader(tmp_path / "many.pdf").pages) == 4


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


@contextmanager
def disk_of(limit: int) -> Iterator[None]:
    """Let no file grow beyond this many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("limit", [1_000, 20_000])
def test_a_full_disk_leaves_nothing(
    batch: list[PhotoReport | Outcome], tmp_path: Path, limit: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with disk_of(limit), pytest.raises(ExportFailed, match=r"many\.pdf"):
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


def test_a_page_tells_the_decision_the_runner_up_and_the_test_against_chance(
    make_report: MakeReport, tmp_path: Path
) -> None:
    note = DecisionNote("corrected", "Clutches", "Ana", MADE, "Bags", False, "ab" * 32)
    report = make_report(decision=note, faithfulness=Faithfulness(0.1, 0.8, 0.45, 0.5))
    explanation = report.explanation
    other = replace(explanation.surrogate, label="Clutches", weights=np.linspace(-1, 1, 16))
    both = {**explanation.surrogates, "Clutches": other}
    report = replace(report, explanation=replace(explanation, surrogates=both))
    document.write_report([report], tmp_path / "one.pdf")
    text = " ".join(text_of(tmp_path / "one.pdf"))
    for said in ("Catalog said", "Bags", "Network says", "corrected: Clutches", "Ana", "ab" * 32,
                 "Handbags over Clutches", "+2.200", "0.100, random 0.450"):  # fmt: skip
        assert said in text, said


def test_the_summary_counts_decisions_and_agreement(
    make_report: MakeReport, tmp_path: Path
) -> None:
    agreeing = DecisionNote("accepted", "Handbags", "Ana", MADE, "Bags", True)
    waiting = DecisionNote("to do", "", "", None, "Shoes")
    reports = [make_report("a.jpg", decision=agreeing), make_report("b.jpg", decision=waiting)]
    document.write_report(reports, tmp_path / "two.pdf")
    front = text_of(tmp_path / "two.pdf")[0]
    assert "accepted 1 50.0 %" in front and "to do 1 50.0 %" in front
    assert "agree 1 50.0 %" in front and "differ 1 50.0 %" in front


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
    for left_out in ("How it was computed", "Activation map", "About the network", "Fit of the"):
        assert left_out not in said
    assert len(list(reader.attachment_list)) == 1


def test_a_logo_that_is_no_picture_is_named_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("no picture")
    with pytest.raises(ImageUnreadable, match=r"logo\.png"):
        document.write_report(
            iter([pytest.fail]), tmp_path / "a.pdf", template=Template(logo=tmp_path / "logo.png")
        )


def test_the_cover_says_who_decided_and_where_the_photos_lie(
    make_report: MakeReport, tmp_path: Path
) -> None:
    notes = [DecisionNote("accepted", "Handbags", name, MADE) for name in ("Ana", "Béla")]
    reports = [make_report(f"{n}.jpg", decision=note) for n, note in enumerate(notes)]
    document.write_report(reports, tmp_path / "two.pdf")
    front = text_of(tmp_path / "two.pdf")[0]
    assert "Decided by Ana; Béla" in front
    assert "Photos from" in front and reports[0].photo.path.parent.name in front
