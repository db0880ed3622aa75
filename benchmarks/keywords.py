"""Keywords written beside and into photos, timed, and read by exiftool and exiv2.

    python -m benchmarks.keywords DIR [--count 500]

copies JPEGs of DIR to a folder of its own. exiftool and exiv2 (by which digiKam reads) are asked
where they are installed: `apt-get install libimage-exiftool-perl exiv2`.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from core.imaging.images import JPEG_SUFFIXES
from core.report.xmp.packet import Keywords
from core.report.xmp.photo_keywords import sidecar, write_keywords
from core.report.xmp.places import KeywordsInto

KEYWORDS = Keywords("Täschchen & <Co>", ("Women", "Bags"))
PATH = "Women|Bags|Täschchen & <Co>"


def main() -> None:
    """Write, time and read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=500)
    given = parser.parse_args()
    found = (one for one in given.folder.rglob("*") if one.suffix.lower() in JPEG_SUFFIXES)
    with tempfile.TemporaryDirectory(prefix="tagproof-") as folder:
        photos = [
            Path(shutil.copy(photo, Path(folder) / f"{number}.jpg"))
            for number, photo in enumerate(islice(found, given.count))
        ]
        for into in KeywordsInto:
            _measure(photos, into)


def _measure(photos: list[Path], into: KeywordsInto) -> None:
    start = time.perf_counter()
    for photo in photos:
        write_keywords(photo, KEYWORDS, into)
    each_ms = 1000 * (time.perf_counter() - start) / len(photos)
    read = {tool: _read_by(tool, sidecar(photos[0], into)) for tool in ("exiftool", "exiv2")}
    sys.stdout.write(f"{into}: {each_ms:.2f} ms a photo; {read}\n")


def _read_by(tool: str, file: Path) -> str:
    """Say whether a tool reads what was written."""
    if shutil.which(tool) is None:
        return "not installed"
    asked = ["-XMP:HierarchicalSubject"] if tool == "exiftool" else ["-PXt"]
    told = subprocess.run([tool, *asked, file], capture_output=True, text=True, check=False)
    return "reads it" if PATH in told.stdout else "does not read it"


if __name__ == "__main__":
    main()
