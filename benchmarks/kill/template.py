"""The folder in which programs are killed: photos, a shop's file, reviews, a copy, a network."""

from contextlib import closing
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.kill.children import Work, of_command, run
from core.review.reading import connect_for_reading
from core.review.store import Review, path_for
from tests.onnx_networks import tiny_onnx
from tests.packs import LABELS, PACKS, draw_product

PACK: Final = PACKS / "tiny"
PHOTOS: Final = 12
SAMPLES: Final = ("--samples", "48", "--superpixels", "12")


def make(root: Path) -> dict[str, list[str]]:
    """Make the folder; gives the hashes of what is decided in each review of it."""
    _begin(root)
    (root / "network.onnx").write_bytes(tiny_onnx().SerializeToString())
    (root / "labels.txt").write_text("\n".join(LABELS), "ascii")
    review, copy = root / "review.tagproof", root / "copy.tagproof"
    for work in (
        tagging(root, review),
        lambda: _decide(review),
        of_command("review-file", "copy", review, "--to", copy),
        lambda: _decide(review),
        of_command("import-model", root / "network.onnx", "--labels", root / "labels.txt",
                   "--out", root / "mine", "--preprocessing", "tf"),
    ):  # fmt: skip
        ended = run(work, {"HOME": str(root / "home")})
        if ended.code not in {0, 1}:  # a photo is broken
            raise RuntimeError(ended.said)
    write_old(root / "old.tagproof", root / "photos")
    return {one.name: hashes(one) for one in (review, copy, root / "old.tagproof")}


def _begin(root: Path) -> None:
    (root / "photos").mkdir(parents=True)
    (root / "home").mkdir()
    _draw(root / "photos")
    _write_shop(root)


def tagging(root: Path, review: Path) -> Work:
    """Give the work of tagging and explaining the photos into a review."""
    return of_command(
        "review", root / "photos", "--review", review, "--pack", PACK, "--quiet",
        "--explain", "all", *SAMPLES, "--existing", root / "shop.csv",
    )  # fmt: skip


def make_review(root: Path, review: Path) -> None:
    """Make the photos and a review of them with decisions, in this process."""
    _begin(root)
    tagging(root, review)()
    _decide(review)


def own_place(root: Path) -> Path:
    """Give where the window keeps the review of the photos."""
    home = root / "home" / ".local" / "share" / "Tagproof" / "reviews"
    return path_for(root / "photos", home)


def _draw(folder: Path) -> None:
    for number in range(PHOTOS):
        label = LABELS[number % len(LABELS)]
        name = f"a_{number + 1}.jpg" if number < 2 else f"{label.lower()} {number}.jpg"
        Image.fromarray(draw_product(label, (96, 72), seed=number)).save(folder / name)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo")


def _write_shop(root: Path) -> None:
    names = sorted(one.name for one in (root / "photos").iterdir())
    rows = [f"{name},P{k // 2},{LABELS[k % len(LABELS)]},Thing {k}" for k, name in enumerate(names)]
    (root / "shop.csv").write_text("\n".join(["image,sku,category,title", *rows, ""]), "utf-8")


def _decide(path: Path) -> int:
    """Decide as a reviewer would, and as `--automatic` of `export-training` has it."""
    with Review(path, reviewer="kill test") as review:
        rows = review.database.rows("SELECT id FROM photos WHERE label IS NOT NULL ORDER BY id")
        photos = [int(number) for (number,) in rows]
        review.decisions.accept(photos[:5])
        review.decisions.correct(photos[5:7], LABELS[0])
        review.decisions.flag(photos[7:8], "blurred")
        review.decisions.undo()
    return 0


def hashes(path: Path) -> list[str]:
    """Read the hashes of all entries of a review."""
    with closing(connect_for_reading(path)) as connection:
        rows = connection.execute("SELECT hash FROM decisions ORDER BY id").fetchall()
    return [str(one) for (one,) in rows]


def write_old(path: Path, folder: Path) -> None:
    """Write a review as the third version of the schema left it, with one photo accepted."""
    from tests.core.review.test_migrations import review_before_products

    review_before_products(path, folder)
