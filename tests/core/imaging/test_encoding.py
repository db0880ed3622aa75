from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from core.entities import Pixels
from core.imaging.encoding import ADOBE_RGB, Encoding, of_nclx, of_png, to_srgb
from tests.core.imaging import profiles

SRGB = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
"""As a PNG's cHRM has it: white first."""


def some_colours() -> Image.Image:
    chance = np.random.default_rng(0)
    return Image.fromarray(chance.integers(0, 256, (40, 40, 3)).astype(np.uint8))


def by_profile(picture: Image.Image, profile: bytes) -> Pixels:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    return np.asarray(transform.apply(picture))


def off(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other).max())


@pytest.mark.parametrize(
    ("encoding", "primaries", "gamma"),
    [
        (ADOBE_RGB, profiles.ADOBE_RGB, 563 / 256),
        (of_nclx(1, 8), profiles.SRGB, 1.0),
        (of_nclx(1, 4), profiles.SRGB, 2.2),
        (of_nclx(12, 4), profiles.DISPLAY_P3, 2.2),
        (of_nclx(12, 8), profiles.DISPLAY_P3, 1.0),
    ],
)
def test_it_is_what_a_profile_of_the_same_space_does(
    encoding: Encoding, primaries: tuple[tuple[float, float, float], ...], gamma: float
) -> None:
    picture = some_colours()
    ours = np.asarray(to_srgb(picture, encoding))
    theirs = by_profile(picture, profiles.colour_profile(primaries, gamma))
    assert off(ours, np.asarray(picture)) > 4
    assert off(ours, theirs) <= 2


@pytest.mark.parametrize("curve", [1, 2, 6, 13, 14, 15, 99])
@pytest.mark.parametrize("primaries", [1, 2, 99])
def test_what_is_shown_as_srgb_stays_as_it_is(primaries: int, curve: int) -> None:
    assert of_nclx(primaries, curve) is None


@pytest.mark.parametrize("curve", [13, 16, 18, 17])
@pytest.mark.parametrize("primaries", [4, 5, 6, 9, 11, 12, 22])
def test_black_and_grey_stay_what_they_are(primaries: int, curve: int) -> None:
    encoding = of_nclx(primaries, curve)
    assert encoding
    greys = np.repeat(np.arange(0, 256, 5, dtype=np.uint8)[None, :, None], 3, axis=2)
    seen = np.asarray(to_srgb(Image.fromarray(greys), encoding)).astype(int)
    assert np.abs(seen - seen[..., :1]).max() <= 1
    assert (np.diff(seen[0, :, 0]) >= 0).all()
    assert seen[0, 0, 0] == 0 and seen[0, -1, 0] >= 250


@given(st.floats(0.1, 5.0))
def test_a_png_says_its_gamma(gamma: float) -> None:
    usual = abs(gamma - 1 / 2.2) < 0.01
    encoding = of_png({"gamma": gamma})
    assert (encoding is None) == usual
    assert of_png({"gamma": gamma, "srgb": 0}) is None
    if encoding:
        assert encoding.curve(np.array([0.0, 1.0])).tolist() == [0.0, 1.0]


def test_a_png_says_its_primaries() -> None:
    assert of_png({}) is None
    assert of_png({"gamma": 0.45455, "chromaticity": SRGB}) is None
    wide = (0.3127, 0.3290, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
    encoding = of_png({"gamma": 0.45455, "chromaticity": wide})
    p3 = of_nclx(12, 13)
    assert encoding and p3
    picture = some_colours()
    assert np.array_equal(to_srgb(picture, encoding), to_srgb(picture, p3))


@pytest.mark.parametrize("broken", [(0.0,) * 8, (0.3, 0.3) * 4, (0.3127, 0.0, *SRGB[2:])])
def test_primaries_that_span_nothing_are_passed_over(broken: tuple[float, ...]) -> None:
    assert of_png({"gamma": 0.45455, "chromaticity": broken}) is None


@pytest.mark.parametrize("gamma", [0.0, 0.00001, 21474.8])
def test_a_gamma_that_cannot_be_is_passed_over(gamma: float) -> None:
    assert of_png({"gamma": gamma}) is None
