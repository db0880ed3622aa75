"""A trained network in both forms that LiteRT runs, and how alike they are."""

from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from model.data.pictures import Pictures
from model.measuring.answers import Answers, ask, in_batches
from model.measuring.eight_bit import is_as_good
from model.networks.convert import start, to_float, to_int8


@dataclass(frozen=True, slots=True)
class Conversion:
    """The two forms of a network and what they answer for the validation photos."""

    exact: bytes
    small: bytes
    exact_answers: Answers
    small_answers: Answers

    def verdict(self, truth: NDArray[np.intp]) -> dict[str, float | bool]:
        """Compare them: accuracy lost, share of equal tags, and whether the small one ships."""
        exact, small = self.exact_answers.logits.argmax(1), self.small_answers.logits.argmax(1)
        lost = float(np.mean(exact == truth) - np.mean(small == truth))
        agreement = float(np.mean(exact == small))
        ships = is_as_good(lost, agreement)
        return {"accuracy_lost": lost, "agreement": agreement, "eight_bit_ships": ships}


def convert(network: keras.Model, pictures: Pictures, held: NDArray[np.intp]) -> Conversion:
    """Make both forms, and ask them for the photos in rows `held`."""
    learnt = np.flatnonzero(~pictures.held_out)  # of all kinds: their ranges differ
    spread = learnt[:: max(1, len(learnt) // 300)]
    exact, small = to_float(network), to_int8(network, pictures.pixels[spread])
    answers = [answers_of(form, pictures, held) for form in (exact, small)]
    return Conversion(exact, small, *answers)


def answers_of(network: bytes, pictures: Pictures, rows: NDArray[np.intp]) -> Answers:
    """Ask a LiteRT network for photos in these rows."""
    return ask(start(network), in_batches(pictures.pixels, rows))
