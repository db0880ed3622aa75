"""Draw the sample photos: ``python resources/samples/draw.py [--out DIR] [NAME...]``."""

import argparse
import csv
from pathlib import Path

from drawing.canvas import Canvas
from drawing.catalogue import SAMPLES, Sample

HERE = Path(__file__).parent


def main() -> None:
    """Draw all samples, or those named, and the index that says what each shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder for the pictures")
    parser.add_argument("names", nargs="*", metavar="NAME", help="files to draw; all without one")
    options = parser.parse_args()
    known = {sample.file: sample for sample in SAMPLES}
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"no such sample: {', '.join(sorted(unknown))}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names or known:
        draw(known[name], options.out)
    if not options.names:
        write_index(options.out)


def draw(sample: Sample, folder: Path) -> None:
    """Draw one sample into a folder."""
    canvas = Canvas()
    sample.draw(canvas)
    canvas.save(folder / sample.file)


def write_index(folder: Path) -> None:
    """Write ``samples.csv``: the file and the class it shows."""
    with (folder / "samples.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "label"))
        rows.writerows((sample.file, sample.label) for sample in SAMPLES)


if __name__ == "__main__":
    main()
