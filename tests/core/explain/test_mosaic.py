"""Squares side by side: each place's surroundings are there, as in the masked picture."""

import numpy as np
import pytest

from core.explain.mosaic import Mosaic
from core.explain.patterns import Patterns
from core.explain.perturbation import MaskedPictures
from core.explain.segmentation import segment
from core.imaging.images import load_photo
from core.inference.receptive_field import ReceptiveField
from core.paths import resources
from core.vocabulary import Fill, Segmenter

SHIPPED = (ReceptiveField(28, 4, 2, 8), 112)
FIELDS = [SHIPPED, (ReceptiveField(16, 2, 0, 2), 32), (ReceptiveField(13, 4, 5, 3), 50)]
TOO_SMALL = (ReceptiveField(1, 16, 0, 1), 16)


@pytest.mark.parametrize(("field", "size"), FIELDS)
def test_places_that_fit_look_at_nothing_beyond_the_edge(field: ReceptiveField, size: int) -> None:
    fitting = Mosaic(field, size).fitting().reshape(field.places, field.places)
    for y in range(field.places):
        for x in range(field.places):
            ends = [(k * field.step - field.before, k * field.step + field.after) for k in (y, x)]
            assert fitting[y, x] == all(first >= 0 and last < size for first, last in ends)


def test_of_the_network_that_ships_49_squares_fit_into_a_picture() -> None:
    assert Mosaic(*SHIPPED).squares == 49


@pytest.mark.parametrize(("field", "size"), FIELDS)
@pytest.mark.parametrize("count", [1, 30, 120])
def test_what_a_place_looks_at_is_where_its_answer_will_be(
    field: ReceptiveField, size: int, count: int
) -> None:
    photo = load_photo(resources() / "samples" / "watch-sport.jpg")
    cut = segment(photo.pixels, Segmenter.GRID, 9)
    masked = MaskedPictures(photo.pixels, cut, Fill.COLOUR, size)
    mosaic, random = Mosaic(field, size), np.random.default_rng(count)
    patterns = Patterns(random.random((field.places**2, cut.count)) < 0.4)
    numbers = random.permutation(patterns.of(mosaic.fitting()))[:count]
    pictures = np.full((20, size, size, 3), 7, np.uint8)
    mosaic.write(masked, patterns, numbers, pictures)
    which, where = mosaic.places(len(numbers))
    rows, places = patterns.shown(numbers)
    whole = np.empty((count, size, size, 3), np.uint8)
    masked.write(rows, whole)
    for k in range(count):
        there, here = (
            tuple(
                slice(field.step * at - field.before, field.step * at + field.after + 1)
                for at in divmod(int(place), field.places)
            )
            for place in (where[k], places[k])
        )
        np.testing.assert_array_equal(pictures[which[k]][there], whole[k][here])
    assert which.max() == (count - 1) // mosaic.squares
    assert (pictures[which.max() + 1 :] == 7).all()


def test_no_place_fits_where_a_picture_is_smaller_than_a_square() -> None:
    assert not Mosaic(*TOO_SMALL).fitting().any()
