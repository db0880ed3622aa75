"""python pages.py LIBRARY FILE: prints what a PDF holds, or the size of a picture, as JSON."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def poppler(file: Path) -> dict[str, object]:
    def told(*command: str) -> str:
        return subprocess.run(
            [*command, str(file)], capture_output=True, check=True
        ).stdout.decode()

    info = dict(line.split(":", 1) for line in told("pdfinfo").splitlines() if ":" in line)
    fonts = [line.split() for line in told("pdffonts").splitlines()[2:]]
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout
    return {
        "text": text.decode(),
        "pages": int(info["Pages"]),
        "title": info["Title"].strip(),
        "fonts": len(fonts),
        "embedded": sum(line[-5] == "yes" for line in fonts),
    }


def mupdf(file: Path) -> dict[str, object]:
    import pymupdf

    if file.suffix == ".png":
        picture = pymupdf.Pixmap(str(file))
        return {"size": [picture.width, picture.height]}
    book = pymupdf.open(file)
    fonts = {font[0]: book.extract_font(font[0]) for page in book for font in page.get_fonts()}
    return {
        "text": "\n".join(page.get_text() for page in book),
        "pages": book.page_count,
        "title": book.metadata["title"],
        "language": book.xref_get_key(book.pdf_catalog(), "Lang")[1],
        "outline": len(book.get_toc()),
        "links": sum(len(page.get_links()) for page in book),
        "fonts": len(fonts),
        "embedded": sum(bool(font[3]) for font in fonts.values()),
    }


def pdfium(file: Path) -> dict[str, object]:
    import pypdfium2

    book = pypdfium2.PdfDocument(file)
    return {
        "text": "\n".join(page.get_textpage().get_text_range() for page in book),
        "pages": len(book),
        "title": book.get_metadata_dict()["Title"],
        "outline": len(list(book.get_toc())),
    }


def exiftool(file: Path) -> dict[str, object]:
    """Read the keywords of all sidecars in a folder, or the size of a picture."""
    command = ["exiftool", "-json", "-r", "-ext", "xmp", "-ext", "png", "-Subject", "-ImageSize"]
    told = subprocess.run([*command, str(file)], capture_output=True, check=False).stdout
    found = json.loads(told.decode("utf-8", "replace") or "[]")
    sizes = [re.findall(r"\d+", str(one["ImageSize"])) for one in found if "ImageSize" in one]
    return {
        "subjects": sorted(str(one["Subject"]) for one in found if "Subject" in one),
        "size": [int(side) for side in sizes[0]] if sizes else None,
    }


READERS: dict[str, Callable[[Path], dict[str, object]]] = {
    "poppler": poppler, "mupdf": mupdf, "pdfium": pdfium, "exiftool": exiftool,
}  # fmt: skip

if __name__ == "__main__":
    sys.stdout.write(json.dumps(READERS[sys.argv[1]](Path(sys.argv[2]))))
