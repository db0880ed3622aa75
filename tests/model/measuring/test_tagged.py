from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from model.data.dataset import Example
from model.measuring.tagged import TaggedPhotos, pixel_hash
from tests.packs import LABELS, draw_product


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    made = []
    for number, label in enumerate(LABELS):
        path = tmp_path / f"{label}.png"
        Image.fromarray(draw_product(label, (80, 60), 100 + number)).save(path)
        made.append(Example(path, "test", (label,)))
    return [*made, Example(tmp_path / "gone.png", "test", (LABELS[0],))]


def test_photos_are_tagged_as_in_the_program(tiny_pack: Pack, examples: list[Example]) -> None:
    classifier = Classifier.open(tiny_pack.folder)
    tagged = TaggedPhotos(classifier, examples)
    assert tagged.examples == examples[:-1]  # the last cannot be read
    alone = [classifier.classify(load_photo(e.path)) for e in tagged.examples]
    assert [p.label for p in tagged.predictions] == [p.label for p in alone]
    np.testing.assert_array_equal(tagged.confidence, [p.confidence for p in alone])
    assert tagged.truth.tolist() == list(range(len(LABELS)))
    assert tagged.accepted.mean() > 0.7
    assert tagged.sides == [80] * len(LABELS)
    assert tagged.scores.shape == (len(LABELS),)


def test_a_picture_is_named_by_its_pixels_alone(tmp_path: Path) -> None:
    picture = Image.fromarray(draw_product("Red", (40, 30)))
    for name in ("a.png", "b.bmp"):
        picture.save(tmp_path / name)
    picture.rotate(90, expand=True).save(tmp_path / "c.png")
    hashes = [pixel_hash(load_photo(tmp_path / name)) for name in ("a.png", "b.bmp", "c.png")]
    assert hashes[0] == hashes[1] != hashes[2]
