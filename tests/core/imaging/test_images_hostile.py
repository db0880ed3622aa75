import os
import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.errors import ImageUnreadable
from core.imaging import images
from core.imaging.images import ANALYSIS_SIDE, load_full, load_photo, read_size

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
        b"%!PS-Adobe-3.0",
        b"\0" * 999,
    ],
)
def test_not_an_image(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    assert refusal(path) in ("not an image, or of a kind that is not read", "broken or cut short")


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()
    assert refusal(tmp_path / "photo.jpg") == "empty file"


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "photo.jpg") == "no such file or directory"


def test_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder"


def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "photo.jpg")
    assert refusal(tmp_path / "photo.jpg") == "not a regular file"


def test_endless_device_does_not_hang() -> None:
    assert refusal(Path("/dev/zero")) == "not a regular file"


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


@pytest.mark.parametrize("name", ["衬衫.jpg", "قميص.jpg", "a\nb.jpg", os.fsdecode(b"\xff\xfe.jpg")])
def test_any_name(photo_file: Callable[..., Path], name: str) -> None:
    path = photo_file().rename(photo_file().with_name(name))
    assert load_photo(path).pixels.shape == (80, 60, 3)


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
