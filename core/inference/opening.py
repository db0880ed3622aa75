"""From a pack to a running engine that fits it."""

import numpy as np

from core.errors import EngineError, PackError
from core.inference.calibration import calibrate
from core.inference.engine import THREADS, Engine, EngineOutput, engine_spec
from core.inference.model_pack import Pack
from core.inference.pack_files import read_checked
from core.inference.trial import try_out
from core.inference.unknown import unknown_score
from core.language.catalog import english


def open_engine(pack: Pack, threads: int = THREADS) -> Engine:
    """Start the network of a pack, warmed up by one picture.

    Parameters
    ----------
    pack : Pack
    threads : int
        For engines that can be told; Keras takes all cores.

    Returns
    -------
    Engine

    Raises
    ------
    PackError
        The network cannot be loaded, or does not fit the card's size, classes or class weights.
        One that did not ship with the program, and that its engine crashes on, too; and one that
        was changed since the pack was opened: what answers is what the records name.
    """
    try_out(pack)
    content = read_checked(pack.network, pack.sha256)
    engine = engine_spec(pack.engine).start(pack.network, content, pack.card.input, threads)
    if engine.size != pack.card.input.size:
        cause = f"sees {engine.size} px, the card says {pack.card.input.size} px"
        raise PackError(pack.network, cause)
    try:
        answer = engine.run(np.full((1, engine.size, engine.size, 3), 255, dtype=np.uint8))
    except EngineError as error:
        raise PackError(pack.network, str(error)) from error
    _check(pack, answer)
    return engine


def _check(pack: Pack, answer: EngineOutput) -> None:
    outputs = answer.logits.shape[1]
    if outputs != len(pack.labels):
        cause = f"answers {english().count(outputs, 'class')}, the card names {len(pack.labels)}"
        raise PackError(pack.network, cause)
    if pack.class_weights is not None:
        _check_features(pack, len(pack.class_weights), answer)
    probabilities = calibrate(answer.logits, pack.card.temperature)
    rule, arrays = pack.card.unknown, pack.unknown_arrays
    try:
        score = unknown_score(rule, answer.logits, probabilities, answer.features, arrays)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as error:
        cause = f"its unknown score {rule.method!r} does not fit the network ({error})"
        raise PackError(pack.folder, cause) from error
    if not np.isfinite(score).all():
        cause = f"its unknown score {rule.method!r} comes to a number that is not finite"
        raise PackError(pack.folder, cause)


def _check_features(pack: Pack, wanted: int, answer: EngineOutput) -> None:
    if answer.features is None:
        raise PackError(pack.network, "gives no feature map, yet the pack has class weights")
    given = answer.features.shape[-1]
    if given != wanted:
        raise PackError(pack.network, f"has {given} features, the class weights {wanted}")
