"""Cards are read back and looked at, pixel by pixel where it matters."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.entities import UNSEEN
from core.errors import ExportFailed
from core.report import png
from core.report.content import PhotoReport
from core.report.drawing import style
from core.report.drawing.raster import Raster
from core.vocabulary import Segmenter
from tests import unix
from tests.pseudo import pseudo_language, untranslated

MakeReport = Callable[..., PhotoReport]


def written(report: PhotoReport, path: Path) -> Image.Image:
    png.write_card(report, path)
    card = Image.open(path)
    card.load()
    return card


def ink_between(card: Image.Image, left: int, right: int) -> bool:
    """Whether anything but paper lies between two columns, over the whole height."""
    return bool((np.asarray(card.convert("L"))[:, left:right] < 250).any())


@pytest.mark.parametrize("against", [None, "Clutches"])
@pytest.mark.parametrize("size", [(300, 400), (900, 90), (60, 900), (1, 1)])
def test_cards_of_any_shape_keep_their_margins(
    make_report: MakeReport, tmp_path: Path, size: tuple[int, int], against: str | None
) -> None:
    card = written(make_report(size=size, against=against), tmp_path / "card.png")
    margin = png.MARGIN * png.SCALE
    assert card.mode == "RGB"
    assert card.width == png.WIDTH * png.SCALE
    assert card.height <= (png.HEADER + png.TALLEST + png.STACKED + png.FOOTER) * png.SCALE
    assert not ink_between(card, 0, margin - 2)
    assert not ink_between(card, card.width - margin + 2, card.width)
    assert ink_between(card, margin, card.width - margin)


@pytest.mark.parametrize(
    "name",
    unix.taken(
        "x" * 245 + ".jpg", "手袋 照片.jpg", "صورة حقيبة.jpg", "a\nb\x1b[0m.jpg", "<b>&.jpg"
    ),
)
def test_names_of_any_kind_are_drawn(make_report: MakeReport, tmp_path: Path, name: str) -> None:
    card = written(make_report(name), tmp_path / "card.png")
    assert not ink_between(card, 0, png.MARGIN * png.SCALE - 2)
    assert "\n" not in card.info["Title"]


def test_long_labels_leave_room_for_the_confidence(make_report: MakeReport, tmp_path: Path) -> None:
    label = "Trousers " * 40
    card = written(make_report(label=label), tmp_path / "card.png")
    title = np.asarray(card.convert("L"))[40 * png.SCALE : 68 * png.SCALE]
    empty = (title > 250).all(axis=0)
    gap = png.GUTTER * png.SCALE
    assert any(empty[x : x + gap].all() for x in range(card.width // 2, card.width * 9 // 10))


def test_original_and_overlay_stand_side_by_side(make_report: MakeReport, tmp_path: Path) -> None:
    card = np.asarray(written(make_report(), tmp_path / "card.png")).astype(int)
    top, middle = png.HEADER * png.SCALE, png.WIDTH * png.SCALE // 2
    left = card[top + 40 : top + 1000, png.MARGIN * png.SCALE : middle - 40]
    right = card[top + 40 : top + 1000, middle + 40 : -png.MARGIN * png.SCALE]
    warm_or_cold = lambda part: np.abs(part[..., 0] - part[..., 2]).max()  # noqa: E731
    assert warm_or_cold(left) < 60
    assert warm_or_cold(right) > 100


def test_a_contrast_is_a_third_picture_in_the_colours_of_both(
    make_report: MakeReport, tmp_path: Path
) -> None:
    card = np.asarray(written(make_report(against="Clutches"), tmp_path / "card.png")).astype(int)
    top, step = png.HEADER * png.SCALE, (png.RIGHT - png.MARGIN + png.GUTTER) * png.SCALE // 3
    left = png.MARGIN * png.SCALE
    third = card[top + 40 : top + 700, left + 2 * step : left + 3 * step - 2 * png.GUTTER]
    redder = third[..., 0] - third[..., 2]
    assert (redder > 60).any() and (redder < -60).any()
    itself = written(make_report(against="Handbags"), tmp_path / "itself.png")
    plain = written(make_report(), tmp_path / "plain.png")
    assert np.array_equal(np.asarray(itself), np.asarray(plain))


def test_the_header_line_is_as_long_as_the_confidence(
    make_report: MakeReport, tmp_path: Path
) -> None:
    card = np.asarray(written(make_report(confidence=0.25), tmp_path / "card.png"))
    accent = np.array([int(style.ACCENT[i : i + 2], 16) for i in (1, 3, 5)])
    painted = (card[111 * png.SCALE] == accent).all(axis=1).sum()
    assert painted == pytest.approx(0.25 * (png.RIGHT - png.MARGIN) * png.SCALE, abs=2)


def test_equal_reports_give_equal_bytes(make_report: MakeReport, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        png.write_card(make_report(), tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_photo_that_has_gone_is_shown_from_the_analysis(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report()
    report.photo.path.unlink()
    assert written(report, tmp_path / "card.png").width == png.WIDTH * png.SCALE


def test_no_permission_is_told(make_report: MakeReport, request: pytest.FixtureRequest) -> None:
    report = make_report()
    unprivileged: Path = request.getfixturevalue("unprivileged")
    unprivileged.chmod(0o500)
    with pytest.raises(ExportFailed, match="permission denied"):
        png.write_card(report, unprivileged / "card.png")
    assert not list(unprivileged.iterdir())


def test_a_card_says_how_else_the_photo_was_cut(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, paint = list[str](), Raster.text

    def heard(pen: Raster, x: float, y: float, text: str, **how: Any) -> float:
        told.append(text)
        return paint(pen, x, y, text, **how)

    monkeypatch.setattr(Raster, "text", heard)
    report = make_report()
    explanation = report.explanation
    gridded = replace(explanation, decided=replace(explanation.used, segmenter=Segmenter.GRID))
    usual = png.draw_card(report)
    assert not any("too few regions" in words for words in told)
    odd = png.draw_card(replace(report, explanation=gridded))
    assert any("found too few regions" in words for words in told)
    assert odd.height == usual.height + png.NOTE * png.SCALE


def test_a_product_is_named_beside_the_photo(
    make_product: MakeReport, make_report: MakeReport, tmp_path: Path
) -> None:
    card = written(make_product(3), tmp_path / "card.png")
    assert card.info["Title"] == "Handbags, SKU-1 · A bag, photo 1 of 3: SKU-1_1.jpg"
    alone = written(make_product(1), tmp_path / "alone.png")
    assert alone.info["Title"] == "Handbags, SKU-1 · A bag: SKU-1_1.jpg"
    plain = written(make_report("SKU-1_1.jpg"), tmp_path / "plain.png")
    assert plain.info["Title"] == "Handbags, SKU-1_1.jpg"
    assert plain.size == card.size and (np.asarray(plain) != np.asarray(card)).any()


def test_no_word_of_a_card_is_left_untranslated(
    make_report: MakeReport, make_product: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, paint = list[str](), Raster.text

    def heard(pen: Raster, x: float, y: float, text: str, **how: Any) -> float:
        told.append(text)
        return paint(pen, x, y, text, **how)

    monkeypatch.setattr(Raster, "text", heard)
    reports = make_report("one.jpg", against="Clutches"), make_product(3)
    for report in reports:
        report.explanation.segments[:, -10:] = UNSEEN
        report.photo.path.unlink()
        png.draw_card(replace(report, language=pseudo_language()))
    names = [name for r in reports for name in (*r.pack.labels, r.photo.path.name, r.pack.name)]
    assert untranslated(told, [*names, "SKU-1 A bag px", reports[0].pack.sha256]) == set()
    assert len(told) > 20


@unix.links
def test_cards_are_drawn_on_the_disk_that_a_link_leads_to(
    make_report: MakeReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (disk := tmp_path / "disk").mkdir()
    (link := tmp_path / "link").symlink_to(disk / "cards")
    folder, drawn_in = png.drafts.folder, list[Path | None]()

    def noted(parent: Path | None = None) -> AbstractContextManager[Path]:
        drawn_in.append(parent)
        return folder(parent)

    monkeypatch.setattr(png.drafts, "folder", noted)
    (disk / "cards").mkdir()
    png.write_cards([make_report()], link)
    assert drawn_in == [disk]
    assert len(list((disk / "cards").iterdir())) == 1
