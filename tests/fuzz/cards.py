"""Fuzz the card of a pack: `python -m tests.fuzz.cards --seconds 600`."""

import shutil
from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.fuzz.fuzzing import Attempt, Target, main

PACKS = Path(__file__).resolve().parent.parent / "data" / "packs"
SHIPPED = Path(__file__).resolve().parents[2] / "model" / "packs" / "catalog-cnn"


def seeds(_: Path) -> list[bytes]:
    """The cards of three packs."""
    return [one.read_bytes() for one in (*PACKS.glob("*/card.json"), SHIPPED / "card.json")]


def prepare(folder: Path) -> Attempt:
    """Open a pack with such a card, tag a picture with it, and tell of the model."""
    from core.errors import AppError
    from core.imaging.images import load_photo
    from core.inference.classifier import Classifier
    from core.inference.model_pack import open_pack
    from core.language.catalog import english
    from core.report.model_card import headlines, sections

    pack = folder / "pack"
    shutil.copytree(PACKS / "tiny", pack)
    Image.new("RGB", (40, 30), "red").save(folder / "red.png")
    photo = load_photo(folder / "red.png")

    def attempt(path: Path) -> None:
        shutil.copy(path, pack / "card.json")
        with suppress(AppError):
            open_pack(pack)
            tagger = Classifier.open(pack)
            tagger.classify(photo)
            sections(tagger.pack.card, english())
            headlines(tagger.pack.card, english())

    return attempt


if __name__ == "__main__":
    main(Target("tests.fuzz.cards", seeds, lambda _: ".json", prepare))
