"""Fuzz the decoding of photos: `python -m tests.fuzz.photos --seconds 600`."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.fuzz.fuzzing import Attempt, Target, by_magic, main

HEIF = Path(__file__).resolve().parent.parent / "data" / "heif"


def seeds(_: Path) -> list[bytes]:
    """A small photo in every format and depth, with what photos carry beside their pixels."""
    return [*_drawn(), *(file.read_bytes() for file in sorted(HEIF.glob("*.heic")))]


def _drawn() -> Iterator[bytes]:
    photo = Image.linear_gradient("L").resize((40, 30))
    turned = Image.Exif()
    turned[0x0112] = 6
    forms = (
        ("JPEG", "RGB", {"exif": turned}), ("JPEG", "CMYK", {}), ("MPO", "RGB", {}),
        ("JPEG", "L", {"progressive": True}), ("JPEG2000", "RGB", {}), ("AVIF", "RGB", {}),
        ("PNG", "RGBA", {"exif": turned}), ("PNG", "P", {"transparency": 0}), ("PNG", "I;16", {}),
        ("PNG", "1", {}), ("TIFF", "RGB", {"compression": "tiff_lzw"}), ("TIFF", "F", {}),
        ("TIFF", "I;16", {}), ("TIFF", "CMYK", {"compression": "jpeg"}),
        ("TIFF", "L", {"compression": "tiff_deflate"}), ("WEBP", "RGB", {"exif": turned}),
        ("WEBP", "RGBA", {"lossless": True}), ("GIF", "P", {}), ("BMP", "RGB", {}),
        ("PPM", "RGB", {}),
    )  # fmt: skip
    for form, mode, told in forms:
        stream = io.BytesIO()
        with suppress(KeyError, OSError, ValueError):  # this Pillow cannot write it
            photo.convert(mode).save(stream, form, **told)
            yield stream.getvalue()


def prepare(_: Path) -> Attempt:
    """Decode as list, window and network do."""
    from core.errors import AppError
    from core.imaging.images import load_full, load_photo, read_size

    def attempt(path: Path) -> None:
        for read in (read_size, load_photo, lambda one: load_full(one, 64)):
            with suppress(AppError):
                read(path)

    return attempt


SUFFIX = by_magic(
    (b"\x89PNG", ".png"), (b"II", ".tif"), (b"MM", ".tif"), (b"RIFF", ".webp"), (b"GIF", ".gif"),
    (b"BM", ".bmp"), (b"\0\0\0", ".heic"), otherwise=".jpg",
)  # fmt: skip

if __name__ == "__main__":
    main(Target("tests.fuzz.photos", seeds, SUFFIX, prepare))
