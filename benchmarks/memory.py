"""What decoding a large photo takes of memory, by format, mode and depth.

    python -m benchmarks.memory --markdown          # the table of docs/images.md, a few minutes
    python -m benchmarks.memory --megapixels 200 --only AVIF

Bytes a pixel. Each figure is the peak of a process of its own (`ru_maxrss`), above what it held
after decoding a small photo of the same kind; the file's bytes count. "Decoder alone" is the
library with nothing of ours: Pillow's `load`, pi-heif's, or tifffile's `asarray`; "for tagging" is
`load_photo`, "whole" is `load_full`; "beside the decoder" is what the larger of them takes more.
"""

import resource  # not on Windows
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import tifffile
from pi_heif import HeifImageFile
from PIL import ExifTags, Image, PngImagePlugin

from core.imaging import images

SHAPE: Final = (4, 3)
"""Width to height."""
SMALL_PX: Final = 64 * 48


class Way(StrEnum):
    """Who decodes, and what for."""

    ALONE = "decoder alone"
    SMALL = "for tagging"
    WHOLE = "whole"


Write = Callable[[Path, tuple[int, int]], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of file and how it is written at a size (width, height)."""

    name: str
    suffix: str
    write: Write


def drawn(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Draw a smooth picture with strong colours: it packs well and is not flat."""
    x, y = np.meshgrid(np.linspace(0, 255, 16), np.linspace(0, 255, 12))
    small = np.stack([x, y, 255 - (x + y) / 2], -1).astype(np.uint8)
    picture = Image.fromarray(small).resize(size, Image.Resampling.BILINEAR)
    if mode in ("LA", "RGBA"):
        alpha = picture.getchannel(0)
        picture = picture.convert(mode.removesuffix("A"))
        picture.putalpha(alpha)
    return picture.convert(mode)


def by_pillow(kind: str, mode: str, **options: Any) -> Write:  # noqa: ANN401 - a codec's own
    """Write a mode as Pillow does."""

    def write(path: Path, size: tuple[int, int]) -> None:
        drawn(size, mode).save(path, kind, **options)

    return write


def by_tifffile(dtype: type, channels: int, **options: Any) -> Write:  # noqa: ANN401 - a codec's own
    """Write numbers of a type, white being their largest (1 for floats)."""

    def write(path: Path, size: tuple[int, int]) -> None:
        grey = np.asarray(drawn(size, "L"))
        white = 1 if np.issubdtype(dtype, np.floating) else np.iinfo(dtype).max
        values = (grey * (white / 255)).astype(dtype)
        if channels > 1:
            axis = 0 if options.get("planarconfig") == "separate" else -1
            values = np.stack([values] * channels, axis)
        tifffile.imwrite(path, values, compression="zlib", **options)

    return write


def by_hand(mode: str) -> Write:
    """Write a PNG of 16 bits in colour, which Pillow does not."""

    def write(path: Path, size: tuple[int, int]) -> None:
        values = np.asarray(drawn(size, mode)).astype(">u2") * 257
        packer = zlib.compressobj(1)
        packed = [packer.compress(b"\0" + row.astype(">u2").tobytes()) for row in values]
        header = struct.pack(">IIBBBBB", *size, 16, 2 if mode == "RGB" else 6, 0, 0, 0)
        chunks = (b"IHDR", header), (b"IDAT", b"".join([*packed, packer.flush()])), (b"IEND", b"")
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks))

    return write


def _chunk(name: bytes, body: bytes) -> bytes:
    packed = name + body
    return struct.pack(">I", len(body)) + packed + struct.pack(">I", zlib.crc32(packed))


def by_magick(*options: str) -> Write:
    """Write as ImageMagick does."""

    def write(path: Path, size: tuple[int, int]) -> None:
        plain = path.with_suffix(".plain.png")
        drawn(size).save(plain, "PNG", compress_level=1)
        subprocess.run(["convert", str(plain), *options, str(path)], check=True)
        plain.unlink()

    return write


def cases() -> Iterator[Case]:
    """All that is read."""
    for kind, suffix, modes, options in (
        ("JPEG", "jpg", ("L", "RGB", "CMYK"), {"quality": 90}),
        ("PNG", "png", ("1", "L", "LA", "P", "RGB", "RGBA"), {"compress_level": 1}),
        ("GIF", "gif", ("L", "P"), {}),
        ("BMP", "bmp", ("1", "L", "P", "RGB"), {}),
        ("TIFF", "tif", ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK"), {}),
        ("WEBP", "webp", ("RGB", "RGBA"), {"quality": 80, "method": 0}),
        ("AVIF", "avif", ("L", "RGB", "RGBA"), {"quality": 60, "speed": 10}),
    ):
        for mode in modes:
            yield Case(f"{kind} {mode}", suffix, by_pillow(kind, mode, **options))
    yield Case("JPEG progressive", "jpg", by_pillow("JPEG", "RGB", progressive=True))
    for packing in ("tiff_lzw", "tiff_adobe_deflate", "jpeg"):
        yield Case(f"TIFF RGB {packing}", "tif", by_pillow("TIFF", "RGB", compression=packing))
    yield Case("TIFF RGB turned", "tif", by_pillow("TIFF", "RGB", exif=turned()))
    yield Case("PNG RGB turned", "png", by_pillow("PNG", "RGB", compress_level=1, exif=turned()))
    yield Case("PNG RGB gamma 1.0", "png", with_gamma)
    yield Case("PNG grey 16 bits", "png", by_pillow("PNG", "I;16", compress_level=1))
    for mode in ("RGB", "RGBA"):
        yield Case(f"PNG {mode} 16 bits", "png", by_hand(mode))
    numbers = {
        "16 bits": np.uint16,
        "32 bits": np.uint32,
        "float": np.float32,
        "double": np.float64,
    }
    for name, dtype in numbers.items():
        yield Case(f"TIFF grey {name}", "tif", by_tifffile(dtype, 1, photometric="minisblack"))
        yield Case(f"TIFF RGB {name}", "tif", by_tifffile(dtype, 3, photometric="rgb"))
    for alpha in ("unassalpha", "assocalpha"):
        grey = {"photometric": "minisblack", "extrasamples": [alpha]}
        yield Case(f"TIFF grey 16 bits {alpha}", "tif", by_tifffile(np.uint16, 2, **grey))
        colour = {"photometric": "rgb", "extrasamples": [alpha]}
        yield Case(f"TIFF RGB float {alpha}", "tif", by_tifffile(np.float32, 4, **colour))
    planes = {"photometric": "rgb", "planarconfig": "separate"}
    yield Case("TIFF RGB 16 bits in planes", "tif", by_tifffile(np.uint16, 3, **planes))
    yield Case("TIFF CMYK float", "tif", by_tifffile(np.float32, 4, photometric="separated"))
    yield Case("HEIC", "heic", by_magick("-quality", "50"))
    yield Case("HEIC 10 bits", "heic", by_magick("-quality", "50", "-depth", "10"))


def turned() -> Image.Exif:
    """EXIF of a camera held upright."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return exif


def with_gamma(path: Path, size: tuple[int, int]) -> None:
    """Write a PNG whose numbers are light itself."""
    info = PngImagePlugin.PngInfo()
    info.add(b"gAMA", (100_000).to_bytes(4, "big"))
    drawn(size).save(path, "PNG", pnginfo=info, compress_level=1)


def decode_alone(path: Path) -> None:
    """Decode with the library that we read this kind by, and nothing else."""
    data = path.read_bytes()
    if path.suffix == ".heic":
        HeifImageFile(BytesIO(data)).load()
        return
    try:
        Image.open(BytesIO(data)).load()
    except OSError:
        tifffile.TiffFile(BytesIO(data)).pages.first.asarray()


def peak_bytes() -> int:
    """Most memory that this process ever held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def taken(way: Way, small: Path, large: Path) -> int:
    """Give the bytes that decoding a large photo takes above a small one; once a process."""
    Image.MAX_IMAGE_PIXELS = None
    images.APART_PX = images.MAX_PIXELS  # all in this process
    decode: dict[Way, Callable[[Path], object]] = {
        Way.ALONE: decode_alone,
        Way.SMALL: images.load_photo,
        Way.WHOLE: images.load_full,
    }
    decode[way](small)
    before = peak_bytes()
    decode[way](large)
    return peak_bytes() - before


def apart(*arguments: str) -> str:
    """Run a part of this in a process of its own.

    A process inherits the peak of the one that starts it: so that one must stay small, and has
    others write the photos as well.
    """
    command = [sys.executable, "-m", "benchmarks.memory", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(done.stderr.strip().splitlines()[-1])
    return done.stdout


def measured(case: Case, megapixels: float, folder: Path) -> list[float]:
    """Give bytes a pixel by each way."""
    small, large = (folder / f"{size}.{case.suffix}" for size in ("small", "large"))
    for path, pixels in ((small, SMALL_PX), (large, megapixels * 1e6)):
        apart("--write", case.name, str(path), str(_size(pixels)[0]))
    width, height = _size(megapixels * 1e6)
    found = [
        float(apart("--way", way.value, str(small), str(large))) / (width * height) for way in Way
    ]
    large.unlink()
    return found


def _size(pixels: float) -> tuple[int, int]:
    height = round((pixels * SHAPE[1] / SHAPE[0]) ** 0.5)
    return height * SHAPE[0] // SHAPE[1], height


@click.command()
@click.option("--megapixels", default=24.0, show_default=True, help="Of each photo.")
@click.option("--only", default="", help="Kinds whose names hold this.")
@click.option("--markdown", is_flag=True, help="A table for docs/images.md.")
@click.option("--write", nargs=3, hidden=True)
@click.option("--way", nargs=3, hidden=True)
def main(
    megapixels: float,
    only: str,
    markdown: bool,
    write: tuple[str, str, str] | None,
    way: tuple[str, str, str] | None,
) -> None:
    """Print bytes a pixel: of the decoder alone, and of ours beside it."""
    if write:
        name, path, width = write
        case = next(one for one in cases() if one.name == name)
        case.write(Path(path), (int(width), int(width) * SHAPE[1] // SHAPE[0]))
        return
    if way:
        click.echo(taken(Way(way[0]), Path(way[1]), Path(way[2])))
        return
    if markdown:
        click.echo("| kind | decoder alone | for tagging | whole | beside the decoder |")
        click.echo("| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases():
            if only in case.name:
                alone, small, whole = measured(case, megapixels, Path(folder))
                figures = (alone, small, whole, max(0.0, small - alone, whole - alone))
                cells = [f"{figure:.1f}" for figure in figures]
                row = f"| {case.name} | {' | '.join(cells)} |"
                click.echo(
                    row if markdown else f"{case.name:30}" + "".join(map("{:>9}".format, cells))
                )


if __name__ == "__main__":
    main()
