"""Pictures of a report: never enlarged, the photo's own where it is unchanged."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.entities import Box, Drawn
from core.imaging.images import load_photo
from core.report import pictures
from core.report.content import PhotoReport

MakeReport = Callable[..., PhotoReport]


@pytest.mark.parametrize(
    ("size", "box", "fitted"),
    [((100, 50), (50, 50), (50, 25)), ((10, 20), (100, 100), (50, 100)), ((1, 1), (3, 2), (2, 2))],
)
def test_a_shape_is_as_large_as_fits(
    size: tuple[int, int], box: tuple[float, float], fitted: tuple[float, float]
) -> None:
    assert pictures.fit(size, box) == fitted


def test_original_and_overlay_are_equally_large_and_never_enlarged(make_report: MakeReport) -> None:
    report = make_report(size=(300, 400))
    small, large = pictures.pair(report, (200, 200)), pictures.pair(report, (4000, 4000))
    assert small.original.shape == small.overlay.shape == (200, 150, 3)
    assert large.original.shape == large.overlay.shape == (400, 300, 3)
    assert small.from_file and small.contrast is None


def test_a_changed_file_is_not_shown(make_report: MakeReport) -> None:
    report = make_report()
    report.photo.path.write_bytes(b"another picture")
    shown = pictures.pair(report, (400, 300))
    assert not shown.from_file
    assert np.array_equal(shown.original, report.photo.pixels)


def test_overlays_are_written_beside_each_other(make_report: MakeReport, tmp_path: Path) -> None:
    pictures.write_overlays(make_report(against="Clutches"), tmp_path, "bag")
    pictures.write_overlays(make_report(), tmp_path, "plain")
    names = sorted(file.name for file in tmp_path.iterdir() if file.is_file())
    assert names == ["bag.contrast.png", "bag.overlay.png", "plain.overlay.png"]
    assert Image.open(tmp_path / "bag.overlay.png").size == (300, 400)


def test_the_activation_map_needs_a_pooling_head(make_report: MakeReport) -> None:
    assert pictures.heat(make_report()) is not None
    report = make_report()
    without = replace(report, prediction=replace(report.prediction, features=None))
    assert pictures.heat(without) is None


def test_a_box_is_outlined_and_the_overlay_is_of_what_is_inside(make_report: MakeReport) -> None:
    report = make_report(size=(300, 400))
    box = Box(50, 100, 100, 200)
    photo = load_photo(report.photo.path, Drawn(box))
    shown = pictures.pair(replace(report, photo=photo), (4000, 4000))
    assert shown.original.shape == (400, 300, 3)
    assert shown.overlay.shape == (200, 100, 3)
    whole = pictures.pair(report, (4000, 4000)).original
    np.testing.assert_array_equal(shown.original[100:300, 50:150], whole[100:300, 50:150])
    assert (shown.original[100:300, 49] != whole[100:300, 49]).any()
    photo.path.write_bytes(b"another picture")
    shown = pictures.pair(replace(report, photo=photo), (400, 300))
    assert np.array_equal(shown.original, photo.pixels), "of it alone there is a copy"
