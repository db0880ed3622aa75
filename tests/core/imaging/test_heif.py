import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, UnidentifiedImageError

from core.entities import Pixels
from core.errors import ImageUnreadable
from core.imaging import heif
from core.imaging.colour import colours_of
from core.imaging.images import load_full, load_photo, read_size
from tests.core.imaging.test_nclx import avif

DATA = Path(__file__).parents[2] / "data" / "heif"
RED, BLUE = (200, 30, 40), (10, 120, 200)


def near(pixels: Pixels, colour: tuple[int, int, int], off: int = 4) -> bool:
    return bool((np.abs(pixels.astype(int) - colour) <= off).all())


def loaded(name: str) -> Pixels:
    path = DATA / f"{name}.heic"
    pixels = load_full(path)
    assert load_photo(path).full_size == read_size(path) == pixels.shape[:2]
    return pixels


@pytest.mark.parametrize("name", ["plain", "ten-bits", "second-is-primary"])
def test_the_primary_picture_is_read(name: str) -> None:
    pixels = loaded(name)
    assert pixels.shape == (48, 64, 3)
    assert near(pixels[4:20, 4:28], RED) and near(pixels[28:, :], BLUE)


def test_it_is_turned_once() -> None:
    """Its own property and the EXIF orientation say the same turn."""
    pixels = loaded("turned")
    assert pixels.shape == (64, 48, 3)
    assert near(pixels[4:28, 28:44], RED) and near(pixels[36:, :], BLUE)


def test_alpha_is_laid_on_white_and_grey_is_grey() -> None:
    white = tuple((c * 128 + 255 * 127) // 255 for c in RED)
    assert near(loaded("half-clear")[4:20, 4:28], white)
    assert near(loaded("grey"), (90, 90, 90))


def test_a_file_says_its_primaries_and_curve() -> None:
    with heif.open_heif((DATA / "plain.heic").read_bytes()) as image:
        assert heif.described(image) == (1, 13)
        assert colours_of(image) is None
        image.info["nclx_profile"]["color_primaries"] = 12
        assert colours_of(image) is not None
        del image.info["nclx_profile"]
        assert heif.described(image) is None


@pytest.mark.parametrize("left", [30, 300, 500])
def test_what_is_cut_short_is_refused(tmp_path: Path, left: int) -> None:
    path = tmp_path / "cut.heic"
    path.write_bytes((DATA / "plain.heic").read_bytes()[:left])
    with pytest.raises(ImageUnreadable):
        load_photo(path)


def test_what_is_no_picture_is_not_opened() -> None:
    with pytest.raises(UnidentifiedImageError):
        heif.open_heif(b"\0\0\0\x18ftypheic" + bytes(40))


def test_where_its_reader_lacks_a_photo_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(ImageUnreadable, match=r"is an HEIC photo, and pi-heif.* not installed"):
        load_photo(DATA / "plain.heic")


def test_kinds_are_known_by_their_brands() -> None:
    own = (DATA / "plain.heic").read_bytes()
    assert heif.is_heif(own) and not heif.is_avif(own)
    assert heif.is_avif(avif()) and not heif.is_heif(avif())
    for other in (b"", b"\xff\xd8\xff\xe0", b"\0\0\0\x14ftypmp42\0\0\0\0isom"):
        assert not heif.is_heif(other) and not heif.is_avif(other)


def test_a_jpeg_by_a_phones_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.HEIC"
    Image.new("RGB", (16, 16), RED).save(path, "JPEG", quality=95)
    assert near(load_full(path), RED)
