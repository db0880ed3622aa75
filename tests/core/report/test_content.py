"""The words and figures that window, card and page share."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.entities import UNSEEN, EngineFacts, Surrogate
from core.explain.overlay import OverlayStyle
from core.imaging.framing import Placement
from core.language.catalog import spoken
from core.report import content
from core.report.content import PhotoReport
from core.report.pictures import heat
from core.vocabulary import Segmenter, Status

MakeReport = Callable[..., PhotoReport]


def test_signed_has_a_true_minus(make_report: MakeReport) -> None:
    report = make_report()
    assert content.signed(report, -0.5) == "\N{MINUS SIGN}0.500"
    assert content.signed(report, 0.5) == "+0.500"


def test_every_status_has_its_own_mark() -> None:
    assert len({content.STATUS_MARKS[status] for status in Status}) == len(Status)


def test_strongest_are_by_magnitude() -> None:
    surrogate = Surrogate("Bags", np.array([0.1, -2.0, 1.0, 0.0]), 0, 1, 1, 1)
    assert content.strongest(surrogate, 2) == [(1, -2.0), (2, 1.0)]


def test_a_superpixel_is_named_by_its_place(make_report: MakeReport) -> None:
    report = make_report()
    assert content.place(report, 0) == "Upper left (0)"
    assert content.place(report, 15) == "Lower right (15)"


def test_a_report_speaks_of_the_class_that_its_overlay_shows(make_report: MakeReport) -> None:
    report = make_report()
    other = replace(report.explanation.surrogate, label="Clutches", intercept=3.0)
    surrogates = {**report.explanation.surrogates, "Clutches": other}
    report = replace(
        report,
        explanation=replace(report.explanation, surrogates=surrogates),
        style=OverlayStyle(label="Clutches"),
    )
    assert content.overlay_caption(report) == "Why Clutches"
    assert dict(content.parameters(report))["Intercept"] == "+3.000"


def test_parameters_name_every_setting(make_report: MakeReport) -> None:
    report = make_report()
    said = dict(content.parameters(report))
    assert said["Seed"] == "7"
    assert said["Samples"] == "512 of at most 1,024"
    assert {"Segmenter", "Fill", "Sampling", "Fitted to", "Kernel width"} <= said.keys()


def test_one_of_a_thing_is_said_in_the_singular(make_report: MakeReport) -> None:
    explanation = make_report().explanation
    alone = replace(explanation.surrogate, weights=np.ones(1), halves=np.ones((2, 1)))
    few = replace(
        explanation,
        samples=1,
        surrogates={explanation.label: alone},
        settings=replace(explanation.settings, samples=1, superpixels=1),
    )
    for language, words in (
        (spoken("en"), ("1 sample ·", "1 region ·", "1 sample,", "1 region,")),
        (spoken("de"), ("1 Stichprobe ·", "1 Bereich ·", "1 Stichprobe,", "1 Bereich,")),
    ):
        report = replace(make_report(), explanation=few, language=language)
        said = content.key_parameters(report) + " ".join(
            dict(content.common_facts(report)).values()
        )
        assert all(word in said for word in words)


def test_another_cut_than_asked_for_is_named(make_report: MakeReport) -> None:
    report = make_report()
    used = replace(report.explanation.settings, segmenter=Segmenter.PRODUCT_GRID)
    otherwise = replace(report, explanation=replace(report.explanation, decided=used))
    assert dict(content.parameters(otherwise))["Segmenter"] == "grid on the product"
    assert dict(content.parameters(report))["Segmenter"] == "SLIC"


def test_agreement_of_two_regions_is_told_as_too_few(make_report: MakeReport) -> None:
    explanation = make_report().explanation
    two = replace(
        explanation.surrogate,
        weights=np.array([1.0, -1.0]),
        halves=np.array([[1.0, -1.0]] * 2),
        standard_errors=np.full(2, 0.01),
    )
    halved = replace(
        explanation,
        segments=(np.arange(explanation.segments.size) % 2)
        .reshape(explanation.segments.shape)
        .astype(np.int32),
        surrogates={explanation.label: two},
    )
    said = dict(content.quality(replace(make_report(), explanation=halved)))
    for name in (
        "Rank agreement of two halves",
        "Top five again, another seed",
        "Shared top five of two halves",
        "Agreement with the map",
    ):
        assert said[name] == "too few"
    assert said["Verdict"] == "Unreliable"


def test_provenance_identifies_photo_network_and_programs(make_report: MakeReport) -> None:
    said = dict(content.provenance(make_report()))
    assert re.fullmatch("[0-9a-f]{64}", said["Photo SHA-256"])
    assert re.fullmatch("[0-9a-f]{64}", said["Model SHA-256"])
    assert "NumPy 2.4.6" in said["Versions"]


def test_library_versions_are_found() -> None:
    versions = content.library_versions()
    assert versions.keys() == {"Tagproof", "Python", "NumPy", "SciPy", "scikit-image"}
    assert "not recorded" not in versions.values()


def test_caption_tells_of_a_part_that_alone_was_seen(make_report: MakeReport) -> None:
    report = make_report()
    assert content.original_caption(report) == "Original, 300 × 400 px"
    report.explanation.segments[:, -10:] = UNSEEN
    assert content.original_caption(report).endswith(", tagged from the outlined part")


def test_activation_map_is_cut_to_what_the_network_saw(make_report: MakeReport) -> None:
    whole = make_report("whole.jpg")
    pixels = np.full((300, 600, 3), 255, np.uint8)
    pixels[100:180, 400:460] = 60
    framed = replace(whole, photo=replace(whole.photo, pixels=pixels))
    for report in (whole, framed):
        seen = report.photo.pixels[Placement.of(report.photo.pixels).seen]
        assert heat(report).shape == seen.shape
    assert Placement.of(pixels).cuts


def test_a_page_says_what_answered(make_report: MakeReport) -> None:
    report = make_report()
    assert content.engine_line(report) == "LiteRT 2.3.0 (XNNPACK)"
    other = EngineFacts("LiteRT", "2.4.0", "built-in")
    later = replace(report, explanation=replace(report.explanation, engine=other))
    said = "LiteRT 2.3.0 (XNNPACK); the explanation by LiteRT 2.4.0 (built-in)"
    assert dict(content.provenance(later))["Model"].endswith(f" · {said}")
    assert dict(content.common_facts(later))["Answered by"] == said
    kept_before = replace(report.prediction, engine=None)
    assert content.engine_line(replace(later, prediction=kept_before)).startswith("not recorded; ")
