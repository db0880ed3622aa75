from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import ImageUnreadable
from core.imaging.cut_jpeg import completed
from core.imaging.images import CUT_AT_THE_END, load_full, load_photo


def jpeg(**options: object) -> bytes:
    stream = BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (64, 48, 3)).astype(np.uint8)
    Image.fromarray(noise).save(stream, "JPEG", **options)
    return stream.getvalue()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 95}])
@pytest.mark.parametrize("lost", [1, 2])
def test_a_photo_without_its_last_bytes_is_read_and_noted(
    tmp_path: Path, options: dict[str, object], lost: int
) -> None:
    whole, cut = tmp_path / "whole.jpg", tmp_path / "cut.jpg"
    whole.write_bytes(jpeg(**options))
    cut.write_bytes(jpeg(**options)[:-lost])
    assert np.array_equal(load_full(cut), load_full(whole))
    assert load_photo(cut).note == CUT_AT_THE_END
    assert load_photo(whole).note == ""


@pytest.mark.parametrize("options", [{}, {"progressive": True}])
@pytest.mark.parametrize("lost", [4, 8, 100, 1000])
def test_a_photo_without_pixels_is_refused(
    tmp_path: Path, options: dict[str, object], lost: int
) -> None:
    path = tmp_path / "cut.jpg"
    path.write_bytes(jpeg(**options)[:-lost])
    with pytest.raises(ImageUnreadable, match="cut short"):
        load_photo(path)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\x89PNG", b"\xff\xd8\xff\xe0 nothing"])
def test_what_is_no_jpeg_is_not_mended(data: bytes) -> None:
    assert completed(data) is None


def test_what_is_too_large_is_not_decoded_to_look_for_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.imaging.images.MAX_PIXELS", 1000)
    monkeypatch.setattr("core.imaging.images.completed", lambda _: pytest.fail("was decoded"))
    path = tmp_path / "large.jpg"
    path.write_bytes(jpeg())
    with pytest.raises(ImageUnreadable, match="more than"):
        load_photo(path)
