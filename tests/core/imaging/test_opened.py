"""What a header says that decoding will take is held against what it takes."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from core.imaging.decoding import Wanted, need_of
from core.imaging.images import _opened
from core.imaging.opened import Opened

SIDE = 2400
READ = """
import resource, sys
from pathlib import Path
from core.imaging.images import load_full, load_photo
small, large, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
decode = load_full if way == "whole" else load_photo
decode(small)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
decode(large)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def write(path: Path, name: str, side: int) -> None:
    values = np.linspace(0, 255, side, dtype=np.uint8)
    grey = Image.fromarray(np.broadcast_to(values, (side, side)).copy())
    match name:
        case "TIFF float alpha":
            floats = np.broadcast_to((values / 255).astype(np.float32)[:, None], (side, side, 4))
            options = {"photometric": "rgb", "extrasamples": ["assocalpha"]}
            tifffile.imwrite(path, floats, compression="zlib", **options)
        case "JPEG progressive":
            grey.convert("RGB").save(path, "JPEG", progressive=True, subsampling=0)
        case _:
            kind, mode = name.split()
            grey.convert(mode).save(path, kind)


def need(path: Path, wanted: Wanted) -> int:
    with _opened(path, path.read_bytes()) as photo:
        return need_of(photo, wanted) + path.stat().st_size


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize(
    "name", ["PNG P", "PNG RGBA", "WEBP RGB", "AVIF RGB", "JPEG progressive", "TIFF float alpha"]
)
@pytest.mark.parametrize("way", ["whole", "tagging"])
def test_no_photo_takes_more_than_was_reserved(tmp_path: Path, name: str, way: str) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    write(small, name, 40)
    write(large, name, SIDE)
    wanted = Wanted(None if way == "whole" else 600, Image.Resampling.BOX)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(small), str(large), way],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    taken, reserved = int(done.stdout), need(large, wanted)
    assert taken < reserved + 2**20
    assert reserved < 40 * SIDE**2


def opened(path: Path) -> Opened:
    with _opened(path, path.read_bytes()) as photo:
        return photo


@pytest.mark.parametrize(
    ("name", "in_one_call"),
    [
        ("JPEG RGB", False),
        ("PNG RGB", False),
        ("GIF L", False),
        ("BMP RGB", False),
        ("TIFF RGB", False),
        ("WEBP RGB", True),
        ("AVIF RGB", True),
        ("TIFF float alpha", True),
    ],
)
def test_which_decoders_can_be_ended_on_their_way(
    tmp_path: Path, name: str, in_one_call: bool
) -> None:
    write(tmp_path / "photo", name, 40)
    assert opened(tmp_path / "photo").in_one_call == in_one_call


def test_a_packed_tiff_is_decoded_in_one_call(tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    Image.new("RGB", (40, 30)).save(path, compression="tiff_lzw")
    assert opened(path).in_one_call


def test_a_jpeg_that_may_shrink_needs_less(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (4000, 3000)).save(path)
    photo = opened(path)
    whole = photo.need(photo.size)
    assert whole == 4 * 4000 * 3000
    assert photo.need((600, 450)) == whole // 16
    photo.shrink((600, 450))
    assert photo.size == (1000, 750)
