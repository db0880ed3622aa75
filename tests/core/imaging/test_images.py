import hashlib
import os
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from core.entities import Box, Drawn, Pixels
from core.errors import ImageUnreadable
from core.imaging import images
from core.imaging.images import ANALYSIS_SIDE, load_full, load_photo, read_size
from tests import unix


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", images.SUFFIXES)
def test_every_suffix_stands_for_a_format_that_is_read(suffix: str, tmp_path: Path) -> None:
    picture = Image.new("RGB", (40, 30), (200, 40, 60))
    kind = Image.registered_extensions().get(suffix, "JPEG")
    path = tmp_path / f"photo{suffix}"
    path.write_bytes(encoded(picture, kind))
    assert load_photo(path).full_size == (30, 40)
    assert suffix == suffix.lower() and images.SUFFIXES.count(suffix) == 1


TURNED_BACK = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a, 1),
    7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
    8: lambda a: np.rot90(a, -1),
}
"""How the camera stored an upright picture under each EXIF orientation."""


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_orientation(
    tmp_path: Path, product: Callable[..., Pixels], orientation: int, kind: str
) -> None:
    upright = product(80, 60)
    stored = Image.fromarray(np.ascontiguousarray(TURNED_BACK[orientation](upright)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    options: dict[str, Any] = {
        "JPEG": {"quality": 100, "subsampling": 0},
        "WEBP": {"lossless": True},
    }.get(kind, {})
    path = tmp_path / "photo"
    path.write_bytes(encoded(stored, kind, exif=exif, **options))
    pixels = load_photo(path).pixels
    assert read_size(path) == load_photo(path).full_size == pixels.shape[:2] == upright.shape[:2]
    assert np.abs(pixels.astype(int) - upright).mean() < 1


@pytest.mark.parametrize("orientation", range(1, 9))
def test_large_turned_photo_is_reduced_upright(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (1800, 2400), "teal").save(path, exif=exif)
    photo = load_photo(path)
    sideways = orientation >= 5
    assert photo.full_size == ((1800, 2400) if sideways else (2400, 1800))
    assert photo.pixels.shape[:2] == ((450, 600) if sideways else (600, 450))


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_senseless_orientation_is_passed_over(tmp_path: Path, value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (20, 10)).save(path, exif=exif)
    assert load_photo(path).full_size == read_size(path) == (10, 20)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_exif_does_not_cost_the_photo(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (20, 10)).save(path, exif=b"Exif\0\0MM\0\x2a\xff\xff\xff\xff")
    assert load_photo(path).full_size == read_size(path) == (10, 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1, 1), (1, 1)),
        ((ANALYSIS_SIDE, 10), (ANALYSIS_SIDE, 10)),
        ((ANALYSIS_SIDE + 1, 10), (ANALYSIS_SIDE, 10)),
        ((1800, 2400), (450, 600)),
        ((60_000, 10), (ANALYSIS_SIDE, 1)),
        ((1, 60_000), (1, ANALYSIS_SIDE)),
    ],
)
def test_longer_side(
    tmp_path: Path, kind: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    path = tmp_path / "photo"
    path.write_bytes(encoded(Image.new("RGB", size, "orange"), kind))
    photo = load_photo(path)
    assert photo.pixels.shape[1::-1] == expected
    assert photo.full_size == size[::-1]
    assert np.abs(photo.pixels.astype(int) - (255, 165, 0)).max() <= 3


def test_reduced_photo_is_an_average(tmp_path: Path) -> None:
    """A checkerboard of single pixels turns grey, not moiré."""
    path = tmp_path / "photo.png"
    board = (np.indices((2400, 2400)).sum(axis=0) % 2 * 255).astype(np.uint8)
    Image.fromarray(board).save(path)
    for pixels in (load_photo(path).pixels, load_full(path, 100)):
        assert np.abs(pixels.astype(int) - 128).max() <= 2


def test_load_full_reduces_only_on_demand(photo_file: Callable[..., Path]) -> None:
    path = photo_file(height=300, width=200)
    assert load_full(path).shape == (300, 200, 3)
    assert load_full(path, 150).shape == (150, 100, 3)
    assert load_full(path, 1000).shape == (300, 200, 3)


@pytest.mark.parametrize("size", [(100_000, 100_000), (images.MAX_SIDE + 1, 1), (20_000, 10_001)])
def test_bomb_is_refused_before_decoding(tmp_path: Path, size: tuple[int, int]) -> None:
    """The file holds no pixels at all: decoding would have said "broken" instead."""
    path = tmp_path / "bomb.png"
    header = b"IHDR" + struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\x0d"
        + header
        + struct.pack(">I", zlib.crc32(header))
        + b"\0\0\0\0IEND\xae\x42\x60\x82"
    )
    for reader in (load_photo, load_full, read_size):
        with pytest.raises(ImageUnreadable, match="more than 200 million px"):
            reader(path)


def test_hash_is_of_the_bytes_decoded_and_the_file_is_read_once(
    photo_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photo_file()
    opened: list[Path] = []
    real_open = os.open

    def counting(name: Path, flags: int) -> int:
        opened.append(name)
        return real_open(name, flags)

    monkeypatch.setattr(os, "open", counting)
    photo = load_photo(path)
    assert opened == [path]
    assert photo.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert photo.path == path


def test_equal_bytes_give_equal_pixels(photo_file: Callable[..., Path]) -> None:
    path = photo_file(height=1200, width=900)
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    first, second = load_photo(path), load_photo(copy)
    assert first.sha256 == second.sha256
    assert np.array_equal(first.pixels, second.pixels)


def test_large_jpeg_is_decoded_scaled(tmp_path: Path) -> None:
    """Decoding at a quarter must show in the time, generously bounded."""
    path = tmp_path / "large.jpg"
    noise = np.random.default_rng(0).integers(0, 255, (150, 112, 3), np.uint8)
    Image.fromarray(noise).resize((1800, 2400), Image.Resampling.BICUBIC).save(path, quality=90)

    def best_s(reader: Callable[[Path], object]) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            reader(path)
            times.append(time.process_time() - began)
        return min(times)

    assert best_s(load_photo) < best_s(load_full) / 1.2


PATIENCE_S = 10


def refusal(path: Path) -> str:
    """The cause that all readers give, told within the time one waits for a photo."""
    causes: list[str] = []

    def read() -> None:
        for reader in (load_photo, load_full, read_size):
            with pytest.raises(ImageUnreadable) as caught:
                reader(path)
            assert caught.value.path == path
            causes.append(caught.value.cause)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    assert len(causes) == 3
    assert len(set(causes)) == 1
    return causes[0]


@pytest.mark.parametrize(
    "data",
    [
        b"This is a text.",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\0" * 999,
    ],
)
def test_not_an_image(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    assert refusal(path) in ("not an image, or of a kind that is not read", "broken or cut short")


@pytest.mark.parametrize("name", ["photo.NEF", "photo.dng", "photo.arw"])
def test_of_a_cameras_raw_file_no_tiny_picture_is_shown(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Image.new("RGB", (8, 8)).save(path, "TIFF")
    kind = path.suffix[1:].upper()
    with pytest.raises(ImageUnreadable, match=f"of the kind {kind}, which is not read"):
        load_full(path)
    assert load_full(path.rename(tmp_path / "photo.tif")).shape == (8, 8, 3)


@pytest.mark.parametrize("megabytes", [3, 80])
def test_long_texts_cost_no_photo_while_memory_stays_bounded(
    tmp_path: Path, megabytes: int
) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Raw profile type xmp", "x" * (megabytes << 20), zip=True)
    path = tmp_path / "photo.png"
    path.write_bytes(encoded(Image.new("RGB", (40, 30)), "PNG", pnginfo=text))
    if megabytes == 3:
        assert load_photo(path).full_size == (30, 40)
    else:
        assert refusal(path) == "broken or cut short"


def test_oddities_of_a_file_are_not_printed_between_our_lines(tmp_path: Path) -> None:
    data = encoded(Image.new("RGB", (40, 30)), "JPEG")
    pictures = b"MPF\0" + bytes(40)
    segment = b"\xff\xe2" + struct.pack(">H", len(pictures) + 2) + pictures
    path = tmp_path / "photo.jpg"
    path.write_bytes(data[:2] + segment + data[2:])
    read = "import sys; from pathlib import Path; from core.imaging.images import load_photo"
    told = subprocess.run(
        [sys.executable, "-c", f"{read}; print(load_photo(Path(sys.argv[1])).full_size)", path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (told.stdout, told.stderr) == ("(30, 40)\n", "")


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    assert refusal(tmp_path / "photo.jpg") == "empty file"


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "photo.jpg") == "no such file or directory"


def test_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder"


@unix.pipes
def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "photo.jpg")
    assert refusal(tmp_path / "photo.jpg") == "not a regular file"


@unix.pipes
def test_endless_device_does_not_hang() -> None:
    assert refusal(Path("/dev/zero")) == "not a regular file"


@unix.links
def test_links_in_a_loop_and_into_the_void(tmp_path: Path) -> None:
    loop, void = tmp_path / "loop.jpg", tmp_path / "void.jpg"
    loop.symlink_to(loop)
    void.symlink_to(tmp_path / "gone")
    assert "symbolic links" in refusal(loop)
    assert refusal(void) == "no such file or directory"


def test_name_that_no_system_takes(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b.jpg") == "not a valid file name"


def test_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    with path.open("wb") as file:
        file.truncate(images.MAX_FILE_BYTES + 1)  # sparse: no disk is used
    assert refusal(path) == "file larger than 1024 MiB"


def test_no_permission(unprivileged: Path) -> None:
    path = unprivileged / "photo.jpg"
    Image.new("RGB", (4, 4)).save(path)
    path.chmod(0)
    with pytest.raises(ImageUnreadable, match="permission denied"):
        load_photo(path)


@pytest.mark.parametrize("name", unix.taken("衬衫.jpg", "قميص.jpg", "a\nb.jpg", "\udcff\udcfe.jpg"))
def test_any_name(photo_file: Callable[..., Path], name: str) -> None:
    path = photo_file().rename(photo_file().with_name(name))
    assert load_photo(path).pixels.shape == (80, 60, 3)


OF_PHOTO = Box(10, 16, 30, 40)
KINDS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")


def noise(kind: str) -> bytes:
    pixels = np.random.default_rng(1).integers(0, 255, (40, 30, 3), np.uint8)
    stream = BytesIO()
    Image.fromarray(pixels).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_short(tmp_path: Path, kind: str, share: float) -> None:
    data = noise(kind)
    path = tmp_path / "photo.jpg"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ImageUnreadable, match=r"broken or cut short|not an image"):
        load_photo(path)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's remarks on what is broken
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(KINDS),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=6
    ),
)
def test_broken_bytes_give_a_photo_or_a_clear_refusal(
    tmp_path: Path, kind: str, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(noise(kind))
    for place, patch in changes:
        start = int(place * place * len(data))  # mostly in the header
        data[start : start + len(patch)] = patch
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    try:
        photo = load_photo(path)
    except ImageUnreadable as error:
        assert error.cause
    else:
        assert max(photo.pixels.shape[:2]) <= ANALYSIS_SIDE


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_box_is_in_the_upright_photo(
    tmp_path: Path, product: Callable[..., Pixels], orientation: int, kind: str
) -> None:
    upright = product(80, 60)
    stored = Image.fromarray(np.ascontiguousarray(TURNED_BACK[orientation](upright)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"p.{kind.lower()}"
    path.write_bytes(encoded(stored, kind, exif=exif))
    photo = load_photo(path, Drawn(OF_PHOTO))
    np.testing.assert_array_equal(photo.pixels, upright[16:56, 10:40])
    assert (photo.full_size, photo.item_size, photo.box) == ((80, 60), (40, 30), OF_PHOTO)
    assert photo.subject == f"{photo.sha256}@10,16,30,40"
    assert not photo.pixels.flags.writeable
    np.testing.assert_array_equal(load_full(path, box=OF_PHOTO), photo.pixels)
