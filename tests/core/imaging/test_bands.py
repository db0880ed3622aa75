import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.imaging import bands
from core.imaging.bands import Banded, scaled, spans
from core.imaging.levels import banded

MODES = ("L", "LA", "RGB", "RGBA", "CMYK")


def noise(mode: str, width: int, height: int) -> Image.Image:
    channels = len(Image.new(mode, (1, 1)).getbands())
    values = np.random.default_rng(5).integers(0, 256, (height, width, channels), dtype=np.uint8)
    return Image.frombytes(mode, (width, height), values.tobytes())


def converting(picture: Image.Image) -> Banded:
    """As a picture whose rows have to be made."""
    whole = banded(picture)
    return Banded(whole.size, whole.mode, whole.part)


@given(st.integers(0, 50), st.integers(0, 5000), st.integers(1, 2**19), st.integers(1, 40))
def test_spans_part_all_rows_in_multiples(top: int, rows: int, width: int, step: int) -> None:
    parts = list(spans(top, top + rows, width, step))
    assert [row for first, last in parts for row in range(first, last)] == [*range(top, top + rows)]
    assert all((last - first) % step == 0 for first, last in parts[:-1])
    assert all((last - first - step) * width < bands.BAND_PX for first, last in parts)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("resampling", [Image.Resampling.BOX, Image.Resampling.BICUBIC])
@given(
    size=st.tuples(st.integers(1, 90), st.integers(1, 90)),
    share=st.floats(0.05, 0.99),
    band=st.integers(1, 900),
)
@settings(max_examples=30, deadline=None)
def test_reduced_by_bands_it_is_as_by_pillow(
    mode: str, resampling: Image.Resampling, size: tuple[int, int], share: float, band: int
) -> None:
    picture = noise(mode, *size)
    target = max(1, round(size[0] * share)), max(1, round(size[1] * share))
    assume(target != size)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bands, "BAND_PX", band)
        for source in (banded(picture), converting(picture)):
            ours = scaled(source, target, (0, 0, *target), resampling, lambda: None)
            assert ours.mode == mode and ours.size == target
            theirs = picture.resize(target, resampling, reducing_gap=2.0)
            assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("share", [0.15, 0.45, 0.8])
@pytest.mark.parametrize("resampling", [Image.Resampling.BOX, Image.Resampling.BICUBIC])
def test_what_is_cut_out_is_as_in_the_whole(
    mode: str, share: float, resampling: Image.Resampling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bands, "BAND_PX", 700)
    picture = noise(mode, 211, 173)
    target = round(211 * share), round(173 * share)
    cut = target[0] // 5, target[1] // 3, target[0] // 2, target[1] - 2
    whole = picture.resize(target, resampling, reducing_gap=2.0)
    for source in (banded(picture), converting(picture)):
        ours = scaled(source, target, cut, resampling, lambda: None)
        assert ours.tobytes() == whole.crop(cut).tobytes()


def test_it_is_looked_at_the_watch_between_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "BAND_PX", 200)
    looks: list[int] = []
    scaled(
        converting(noise("RGB", 100, 80)),
        (30, 24),
        (0, 0, 30, 24),
        Image.Resampling.BOX,
        lambda: looks.append(1),
    )
    assert len(looks) >= 40
