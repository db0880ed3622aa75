"""Why a tag is not sure, by what the network really decided by, for others to word."""

from typing import assert_never

from core.entities import Prediction
from core.language.sentence import Sentence, sentence
from core.vocabulary import Doubt


def why_not_sure(prediction: Prediction) -> Sentence | None:
    """Say what keeps a tag from being sure; None where it is sure, or nobody kept why it is not.

    A confidence says how the classes compare, not whether the photo is one to compare them on: a
    tag of 99 % is not sure where the photo is unlike those of training.
    """
    top = prediction.top
    match prediction.doubt:
        case None:
            return None
        case Doubt.STRANGE:
            return sentence("doubt.strange", share=float(prediction.confidence))
        case Doubt.LEFT_OUT:
            return sentence("doubt.left_out", share=float(prediction.confidence))
        case Doubt.FAMILY:
            return sentence("doubt.family", rival=top[1].label, share=float(top[1].probability))
        case Doubt.RIVAL:
            return sentence("doubt.rival", rival=top[1].label, share=float(top[1].probability))
        case Doubt.IMPROBABLE:
            return sentence("doubt.improbable", share=float(prediction.confidence))
        case _ as unknown:
            assert_never(unknown)
