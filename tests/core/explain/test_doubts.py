"""Every reason for a doubt is told, with what it was decided by."""

from dataclasses import replace

import pytest

from core.entities import ClassScore, Prediction
from core.explain.doubts import why_not_sure
from core.language.catalog import english, languages, spoken
from core.vocabulary import Doubt

TOP = (ClassScore("Handbags", 0.61), ClassScore("Clutches", 0.3), ClassScore("Belts", 0.05))
SAID = {
    Doubt.STRANGE: "The photo is unlike those that the model learnt from, so 61 % says little.",
    Doubt.FAMILY: "Clutches is close (30 %), and the two are often mixed up.",
    Doubt.RIVAL: "Clutches is close (30 %).",
    Doubt.IMPROBABLE: "61 %, and no other class is probable enough either.",
}


@pytest.mark.parametrize("doubt", Doubt)
def test_a_doubt_has_its_sentence_in_every_language(prediction: Prediction, doubt: Doubt) -> None:
    told = why_not_sure(replace(prediction, top=TOP, doubt=doubt))
    assert told is not None
    assert english().word(told) == SAID.get(doubt, english().word(told))
    assert len({spoken(key).word(told) for key in languages()}) == len(languages())


def test_a_sure_tag_needs_no_reason(prediction: Prediction) -> None:
    assert why_not_sure(replace(prediction, doubt=None)) is None
