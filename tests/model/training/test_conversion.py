from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from model.data.dataset import Example
from model.data.pictures import Pictures
from model.measuring.answers import Answers
from model.networks.architectures import catalog_cnn
from model.training.conversion import Conversion, answers_of, convert

TRUTH = np.arange(1000) % 5


def answers(tags: np.ndarray) -> Answers:
    return Answers(np.eye(5, dtype=np.float32)[tags], np.zeros((len(tags), 1), np.float32))


def verdict(small: np.ndarray) -> dict[str, float | bool]:
    return Conversion(b"", b"", answers(TRUTH), answers(small)).verdict(TRUTH)


def test_the_eight_bit_form_ships_if_it_tags_alike() -> None:
    few, many = TRUTH.copy(), TRUTH.copy()
    few[:2] += 1
    many[:4] += 1
    few %= 5
    many %= 5
    wanted = {"accuracy_lost": 0.002, "agreement": 0.998, "eight_bit_ships": True}
    assert verdict(few) == pytest.approx(wanted)
    assert verdict(many)["eight_bit_ships"] is False


def test_both_forms_of_a_network_answer_alike() -> None:
    chance = np.random.default_rng(0)
    pixels = chance.integers(0, 256, (40, 64, 64, 3)).astype(np.uint8)
    examples = [Example(Path("a.jpg"), "train", ("Caps",))] * 40
    pictures = Pictures(examples, pixels, np.arange(40) % 4 == 0)
    held = np.flatnonzero(pictures.held_out)
    network = catalog_cnn(3, 64)
    made = convert(network, pictures, held)
    wanted = np.asarray(network(pixels[held].astype(np.float32)))
    np.testing.assert_allclose(made.exact_answers.logits, wanted, atol=1e-3)
    spread = np.ptp(wanted)
    np.testing.assert_allclose(made.small_answers.logits, wanted, atol=0.1 * spread)
    assert len(made.small) < 0.4 * len(made.exact)
    again = answers_of(made.small, pictures, held)
    np.testing.assert_array_equal(again.logits, made.small_answers.logits)
