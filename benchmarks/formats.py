"""Every format, mode and depth that is read, against ImageMagick: `python -m benchmarks.formats`.

Needs ImageMagick (`convert`). A picture is drawn, written by Pillow, tifffile or ImageMagick, and
read by us and by ImageMagick; the table tells how far apart they are, in steps of 255. `--markdown`
prints it as docs/images.md has it.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import click
import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from core.errors import ImageUnreadable
from core.imaging.images import load_full

SIDE: Final = 64
Write = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of file: what it is, and how it is written."""

    name: str
    suffix: str
    write: Write


def drawn() -> NDArray[np.float64]:
    """A smooth picture with every grey and strong colours, (SIDE, SIDE, 3) in [0, 1]."""
    x, y = np.meshgrid(np.linspace(0, 1, SIDE), np.linspace(0, 1, SIDE))
    return np.stack([x, y, (1 - x) * y], -1)


def by_pillow(kind: str, mode: str, **options: object) -> Write:
    """Write a mode as Pillow does."""

    def write(path: Path) -> None:
        picture = Image.fromarray(np.rint(255 * drawn()).astype(np.uint8))
        if mode in ("LA", "RGBA"):
            alpha = Image.fromarray(np.rint(255 * drawn()[..., 0]).astype(np.uint8))
            picture = picture.convert(mode.removesuffix("A"))
            picture.putalpha(alpha)
        picture.convert(mode).save(path, kind, **options)

    return write


def by_tifffile(dtype: type, channels: int, **options: object) -> Write:
    """Write numbers of a type, white being their largest (1 for floats)."""

    def write(path: Path) -> None:
        values = np.concatenate([drawn(), drawn()[..., :1]], -1)
        grey = [values.mean(-1, keepdims=True), values[..., :1]]
        chosen = values[..., :channels] if channels > 2 else np.concatenate(grey[:channels], -1)
        white = 1 if np.issubdtype(dtype, np.floating) else np.iinfo(dtype).max
        tifffile.imwrite(path, np.rint(chosen * white).astype(dtype).squeeze(), **options)

    def write_floats(path: Path) -> None:
        values = drawn()[..., :channels] if channels > 2 else drawn().mean(-1)
        tifffile.imwrite(path, values.astype(dtype), **options)

    return write_floats if np.issubdtype(dtype, np.floating) else write


def by_magick(*options: str) -> Write:
    """Write what ImageMagick makes of the picture in 16 bits."""

    def write(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "plain.png"
            by_pillow("PNG", "RGB")(plain)
            subprocess.run(["convert", str(plain), *options, str(path)], check=True)

    return write


def cases() -> Iterator[Case]:
    """All that is read."""
    for kind, suffix, modes in (
        ("JPEG", "jpg", ("L", "RGB", "CMYK")),
        ("PNG", "png", ("1", "L", "LA", "P", "RGB", "RGBA")),
        ("GIF", "gif", ("L", "P")),
        ("BMP", "bmp", ("1", "L", "P", "RGB")),
        ("TIFF", "tif", ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr")),
        ("WEBP", "webp", ("RGB", "RGBA")),
        ("AVIF", "avif", ("L", "RGB", "RGBA")),
    ):
        quality = {"quality": 95} if kind in ("JPEG", "WEBP", "AVIF") else {}
        for mode in modes:
            yield Case(f"{kind} {mode}", suffix, by_pillow(kind, mode, **quality))
    for name, dtype in (("16 bits", np.uint16), ("float", np.float32)):
        yield Case(f"TIFF grey {name}", "tif", by_tifffile(dtype, 1, photometric="minisblack"))
        yield Case(
            f"TIFF white is zero {name}", "tif", by_tifffile(dtype, 1, photometric="miniswhite")
        )
        yield Case(f"TIFF RGB {name}", "tif", by_tifffile(dtype, 3, photometric="rgb"))
    for alpha in ("unassalpha", "assocalpha"):
        options = {"photometric": "minisblack", "extrasamples": [alpha]}
        yield Case(f"TIFF grey 16 bits {alpha}", "tif", by_tifffile(np.uint16, 2, **options))
        yield Case(f"TIFF grey 8 bits {alpha}", "tif", by_tifffile(np.uint8, 2, **options))
    yield Case("TIFF grey 12 bits", "tif", by_magick("-colorspace", "gray", "-depth", "12"))
    yield Case("TIFF Lab", "tif", by_magick("-colorspace", "Lab"))
    for depth, kind in (("16", "rgb"), ("16", "gray")):
        yield Case(
            f"PNG {kind} {depth} bits",
            "png",
            by_magick("-colorspace", "sRGB" if kind == "rgb" else "gray", "-depth", depth),
        )
    yield from _more()
    yield Case("HEIC", "heic", by_magick("-quality", "95"))
    yield Case("HEIC 10 bits", "heic", by_magick("-quality", "95", "-depth", "10"))


def _more() -> Iterator[Case]:
    """What cameras, scanners and old programs write, beside the usual."""
    for name, options in (
        ("JPEG progressive", {"progressive": True}),
        ("JPEG RGB kept", {"keep_rgb": True}),
    ):
        yield Case(name, "jpg", by_pillow("JPEG", "RGB", quality=95, **options))
    turned = [Image.fromarray(np.rint(255 * drawn()[::-1]).astype(np.uint8))]
    several = {"save_all": True, "append_images": turned}
    yield Case("JPEG MPO", "mpo", by_pillow("MPO", "RGB", quality=95, **several))
    yield Case("JPEG CMYK of Adobe", "jpg", by_magick("-colorspace", "CMYK", "-quality", "95"))
    yield Case("JPEG arithmetic", "jpg", by_magick("-define", "jpeg:arithmetic-coding=true"))
    yield Case("PNG animated", "png", by_pillow("PNG", "RGB", **several))
    yield Case("GIF animated", "gif", by_pillow("GIF", "P", **several))
    yield Case("GIF on a larger canvas", "gif", by_magick("-repage", "100x90+10+15"))
    yield Case("WEBP animated", "webp", by_pillow("WEBP", "RGB", lossless=True, **several))
    yield Case("AVIF sequence", "avif", by_pillow("AVIF", "RGB", quality=95, **several))
    yield Case("PNG interlaced", "png", by_magick("-interlace", "PNG"))
    for colours in (2, 4, 16):
        yield Case(f"PNG {colours} colours", "png", by_magick("-colors", str(colours)))
    yield Case("BMP RLE", "bmp", by_magick("-colors", "99", "-type", "palette", "-compress", "RLE"))
    for kind in ("RGB555", "RGB565"):
        options = ("-alpha", "off", "-define", f"bmp:subtype={kind}")
        yield Case(f"BMP {kind}", "bmp", by_magick(*options))
    for packing in ("LZW", "Zip", "RLE", "JPEG", "LZMA", "ZSTD"):
        yield Case(f"TIFF {packing}", "tif", by_magick("-compress", packing))
    for packing in ("Fax", "Group4"):
        yield Case(f"TIFF {packing}", "tif", by_magick("-monochrome", "-compress", packing))
    for order in ("LSB", "MSB"):
        options = ("-depth", "16", "-compress", "LZW", "-endian", order)
        yield Case(f"TIFF RGB 16 bits LZW {order}", "tif", by_magick(*options))
    yield Case("TIFF CMYK 16 bits", "tif", by_magick("-colorspace", "CMYK", "-depth", "16"))
    yield Case("TIFF planes", "tif", by_magick("-interlace", "Plane"))
    yield Case("TIFF tiles", "tif", by_magick("-define", "tiff:tile-geometry=32x32"))
    yield Case("TIFF grey 2 bits", "tif", by_magick("-colorspace", "gray", "-depth", "2"))
    yield Case("TIFF grey 4 bits", "tif", by_magick("-colorspace", "gray", "-depth", "4"))
    yield Case("TIFF RGB 4 bits", "tif", by_magick("-depth", "4", "-compress", "LZW"))
    yield Case("TIFF half floats", "tif", by_tifffile(np.float16, 3, photometric="rgb"))


def by_imagemagick(path: Path) -> NDArray[np.uint8]:
    """Give ImageMagick's pixels, upright, on white, in sRGB."""
    command = ["convert", f"{path}[0]", "-auto-orient", "-background", "white", "-flatten"]
    command += ["-colorspace", "sRGB", "-depth", "8", "ppm:-"]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def compared(case: Case, folder: Path) -> tuple[str, str]:
    """Give the mean and the largest difference, or why there is none."""
    path = folder / f"{case.name.replace(' ', '-')}.{case.suffix}"
    case.write(path)
    try:
        ours = load_full(path).astype(int)
    except ImageUnreadable as error:
        return "refused", error.cause
    off = np.abs(ours - by_imagemagick(path))
    return f"{off.mean():.2f}", str(off.max())


@click.command()
@click.option("--markdown", is_flag=True, help="A table for docs/images.md.")
def main(markdown: bool) -> None:
    """Print how far our pixels are from ImageMagick's."""
    if not shutil.which("convert"):
        raise click.ClickException("needs ImageMagick: apt-get install imagemagick")
    if markdown:
        click.echo("| kind | mean difference | largest |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases():
            mean, most = compared(case, Path(folder))
            click.echo(
                f"| {case.name} | {mean} | {most} |"
                if markdown
                else f"{case.name:28}{mean:>9}{most:>6}"
            )


if __name__ == "__main__":
    main()
