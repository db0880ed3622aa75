"""The page about the network: everything that a card knows, and nothing that it does not."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from core.inference.card import Card
from core.report.content import PhotoReport
from core.report.drawing.plots import Curve, HeatMap
from core.report.drawing.raster import plot_pixels
from core.report.figures import Rate, facts
from core.report.model_card import Section, headlines, sections
from core.report.model_figures import points
from core.report.pdf import document
from tests.core.report.conftest import SmallPack
from tests.packs import LABELS, make_card

MakeReport = Callable[..., PhotoReport]
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = ("validation", "eight_bit", "weights", "test", "unknown", "partial", "robustness")


def share(value: float, photos: int = 1000) -> dict[str, float]:
    return {"value": value, "low": value - 0.02, "high": value + 0.02, "photos": photos}


def measured() -> dict[str, Any]:
    confusion = (np.eye(5, dtype=int) * 90).tolist()
    confusion[1][4] = 10
    return {
        "validation": {"photos": 500, "accuracy": 0.91},
        "eight_bit": {"accuracy_lost": 0.0003, "agreement": 0.995, "eight_bit_ships": True},
        "weights": 1_234_567,
        "gigaflops": 0.412,
        "test": {
            "photos": 1000,
            "top1": share(0.925),
            "top5": share(0.99),
            "macro_f1": 0.831,
            "top1_family": share(0.961),
            "top1_without_twins": share(0.919),
            "top1_by_size": {"60x80": share(0.9), "about 224": None},
            "calibration_error": 0.013,
            "reliability": [[0.5, 0.55, 40], [0.95, 0.96, 960]],
            "risk_coverage": [[0.99, 0.4, 0.0], [0.7, 0.8, 0.02], [0.1, 1.0, 0.08]],
            "known": {"coverage": share(0.806), "right": share(0.984, 806)},
            "by_class": {"Blue": share(0.99), "Green": share(0.64), "Red": share(0.1, 2)},
            "confusion": confusion,
        },
        "unknown": {
            "photos": 300,
            "auroc": 0.883,
            "auroc_of_max_probability": 0.79,
            "status": {"known": 0.12},
        },
        "partial": {
            "photos": 819,
            "accepted": share(0.755, 819),
            "wrong_called_known": 0.031,
            "by_accepted": {"Green;Yellow": share(0.7, 100)},
        },
        "robustness": {
            "jpeg_20": share(0.92),
            "rotated 10 degrees": {
                "top1": share(0.875),
                "top1_as_it_is": share(0.915),
                "known": share(0.61),
            },
        },
    }


@pytest.fixture
def card() -> Card:
    return make_card(
        metrics=measured(),
        data={"source": "drawn by the tests", "photos": 36465},
        training={"seed": 42, "versions": {"keras": "3.15.1"}},
        licence="CC0",
        intended_use="Tagging colours.",
        limits=("Cannot tell teal.",),
        files={"network.tflite": "ab" * 32},
    )


def said(parts: tuple[Section, ...]) -> str:
    words = []
    for part in parts:
        words += [part.heading, *part.paragraphs, *(f"{name}: {v}" for name, v in part.facts)]
        words += [" | ".join(row) for row in part.table.rows] if part.table else []
    return "\n".join(words)


def test_every_figure_is_said(card: Card) -> None:
    text = said(sections(card))
    for wanted in (
        "Right at once | 92.5 % | 90.5 to 94.5 % | 1,000",
        "Right within the family | 96.1 %",
        "F1, each class alike | 83.1 %",
        "60x80 | 90.0 %",
        "1.3 points apart",
        "Right among these | 98.4 % | 96.4 to 100.4 % | 806",
        "Products of other classes | 0.883 | 12.0 % | 300",
        "alone would give 0.790",
        "Wrong tags that were called sure: 3.1 %",
        "Green, Yellow | 70.0 %",
        "Jpeg 20 | 92.0 % | −0.5 | ",
        "Rotated 10 degrees | 87.5 % | −4.0 | 61.0 %",
        "in both directions: Green and Yellow.",
        "Green as Yellow | 10 | 10.0 %",
        "8-bit form ships: it loses 0.03 points, gives the same tag for 99.5 %",
        "Weights: 1,234,567",
        "Seed: 42",
        "Versions: keras 3.15.1",
        "Cannot tell teal.",
        "Licence: CC0",
        "network.tflite: " + "ab" * 32,
    ):
        assert wanted in text


def test_the_weakest_classes_come_first_and_tiny_ones_not_at_all(card: Card) -> None:
    (weakest,) = (part for part in sections(card) if part.heading == "Where it is weakest")
    assert weakest.table is not None
    assert [row[0] for row in weakest.table.rows] == ["Green", "Blue"]


def test_an_unmeasured_network_is_said_to_be_one() -> None:
    card = make_card(data={"source": "imported from own.keras"}, families=())
    text = said(sections(card))
    assert "Nobody has measured this network" in text
    assert "nobody has fitted that" in text
    assert "imported from own.keras" in text
    assert headlines(card) == ()
    assert not any(part.plots for part in sections(card))
    assert "look alike" not in text


def test_plots_show_the_cards_numbers(card: Card) -> None:
    reliability, risk, confusion = (plot for part in sections(card) for plot in part.plots)
    assert isinstance(reliability, Curve)
    assert reliability.points == ((0.5, 0.55), (0.95, 0.96))
    assert isinstance(risk, Curve)
    assert risk.points == ((0.4, 0.0), (0.8, 0.02), (1.0, 0.08))
    assert risk.top == pytest.approx(0.1)
    assert risk.marked == pytest.approx((0.806, 0.016))
    assert isinstance(confusion, HeatMap)
    assert confusion.rows[1] == pytest.approx((0, 0.9, 0, 0, 0.1))


def test_plots_become_pictures(card: Card) -> None:
    for part in sections(card):
        for plot in part.plots:
            pixels = plot_pixels(plot, scale=2)
            assert pixels.dtype == np.uint8
            assert pixels.shape[1] == 440
            assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 5


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(KEYS), JSON), JSON)
def test_nonsense_in_a_card_is_passed_over(metrics: dict[str, Any], test: Any) -> None:
    odd = {**metrics, "test": {"top1": test, "known": test, "confusion": test, "by_class": test}}
    for told in (metrics, odd):
        card = make_card(metrics=told, training=told)
        assert len(sections(card)) >= 5
        assert all(part.heading for part in sections(card))


@pytest.mark.parametrize("raw", [None, "0.9", True, math.nan, {}, {"value": None}, [0.9]])
def test_what_is_no_share_is_none(raw: object) -> None:
    assert Rate.read(raw) is None


def test_a_share_without_bounds_has_no_interval() -> None:
    assert Rate(0.5).cells == ("50.0 %", "", "")
    assert Rate.read({"value": 0.5, "low": 0.4}) is not None


def test_differences_have_a_sign_and_none_is_no_difference() -> None:
    assert [points(d) for d in (0.0123, -0.2, 0.0001, -0.0001)] == ["+1.2", "−20.0", "0.0", "0.0"]


def test_facts_say_any_value() -> None:
    told = {"peak_rate": 0.003, "mirrored": True, "plan": ["a", 2], "photos": 36465, "init": None}
    assert [value for _, value in facts(told)] == ["0.003", "yes", "a, 2", "36,465", "none"]
    assert facts(told)[0][0] == "Peak rate"


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
