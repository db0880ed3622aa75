"""Makes a pack of anybody's classifier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError, PackError, UnknownClass
from core.imaging.images import load_picture
from core.imaging.preprocessing import prepare
from core.inference.calibration import calibrate, expected_calibration_error, fit_temperature
from core.inference.candidate import Candidate, open_candidate, try_candidate
from core.inference.card import Card, InputSpec, Thresholds, check_count, check_labels
from core.inference.engine import Engine
from core.inference.labels import read_labels
from core.inference.model_pack import Pack
from core.inference.own_copy import named_as, own_room
from core.inference.pack_writing import write_pack
from core.inference.risk import risk_coverage
from core.inference.single_output import two_names
from core.jobs import CancelToken
from core.vocabulary import Scaling

KNOWN_ACCURACY: Final = 0.98
"""What share of the tags called known must be right."""

KNOWN_UNMEASURED: Final = 0.9
"""Probability from which a tag is called known while nobody has measured how right it is."""


def import_model(
    network: Path,
    labels: Path,
    out: Path,
    scaling: Scaling | None = None,
    *,
    validation: Sequence[tuple[Path, str]] = (),
    size: int | None = None,
    sample: Path | None = None,
    token: CancelToken | None = None,
) -> Pack:
    """Make a pack of a classifier, for which Keras or ONNX Runtime answers.

    What is read of the file is read once: it may change meanwhile, or go.

    Parameters
    ----------
    network : Path
        A `.keras`, `.h5` or `.onnx` file whose answers are logits, probabilities that sum
        to 1, or one number that tells two classes apart.
    labels : Path
        Names in the order of the outputs, as `labels.read_labels` takes them. For a network of one
        output two names, of 0 and of 1, or the one that its number stands for.
    out : Path
        The pack's folder; a pack that stands there is replaced only by one that works.
    scaling : Scaling, optional
        What the network expects its pixel values to be; told by its file where nobody says.
    validation : sequence of (Path, str)
        Photos with their true classes; they set the temperature and the threshold of known.
    size : int, optional
        Side of the input, px; needed only where the network leaves it open.
    sample : Path, optional
        A photo that the network must answer before anything is written.
    token : CancelToken, optional
        Heard before each step and each batch, and while the network is tried apart.

    Returns
    -------
    Pack

    Raises
    ------
    PackError
        Naming the file and the cause: code of its own, damaged, wrong labels, wrong outputs, one
        that its library crashes on.
    ImageUnreadable, UnknownClass
        A validation photo cannot be used.
    ExportFailed
        The pack cannot be written, or the folder for temporary files has no room for a copy.
    Cancelled
        Nothing was written.
    """
    token = token or CancelToken()
    names = _named(labels)
    token.check()
    with own_room() as room:
        copy = try_candidate(network, scaling, size, room, token)
        token.check()
        with named_as(network):
            found = open_candidate(copy, scaling, size)
        names = _fitting(labels, names, found.outputs)
        _check_seeing(network, found.engine, found.scaling)
        if sample:
            _try_on(sample, found.engine, network)
        card = _card_of(found, out.name, names)
        if validation:
            card = _calibrated(card, found.engine, validation, token)
        token.check()
        return write_pack(out, card, found.files, class_weights=found.class_weights)


def _card_of(found: Candidate, name: str, labels: tuple[str, ...]) -> Card:
    return Card(
        name=name,
        version="1",
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        labels=labels,
        input=InputSpec(found.engine.size, found.scaling),
        engine=found.kind,
        thresholds=Thresholds(known=KNOWN_UNMEASURED),
        data={"source": found.source},
    )


def _named(labels: Path) -> tuple[str, ...]:
    """Read the classes; too many are refused before a network is started."""
    names = read_labels(labels)
    try:
        check_count(names)
    except ValueError as error:
        raise PackError(labels, str(error)) from error
    return names


def _fitting(labels: Path, names: tuple[str, ...], outputs: int) -> tuple[str, ...]:
    """Give a name for each class; one output tells two classes apart."""
    classes = max(outputs, 2)
    if outputs == 1:
        names = two_names(names)
    try:
        if len(names) > 1:
            check_labels(names)
    except ValueError as error:
        raise PackError(labels, str(error)) from error
    if len(names) != classes:
        told = f"names {len(names)} {'class' if len(names) == 1 else 'classes'}"
        raise PackError(labels, f"{told}, the network answers {classes}")
    return names


def _check_seeing(network: Path, engine: Engine, scaling: Scaling) -> None:
    """Refuse a network that cannot tell black from white from noise: it does not see photos."""
    shape = (engine.size, engine.size, 3)
    noise = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    pictures = np.stack([np.zeros(shape, np.uint8), np.full(shape, 255, np.uint8), noise])
    if not np.ptp(engine.run(pictures).logits, axis=0).any():
        cause = "answers the same whatever it is shown; were its pixel values really"
        raise PackError(network, f"{cause} {scaling.caption}?")


def _try_on(sample: Path, engine: Engine, network: Path) -> None:
    try:
        _logits(engine, [sample], CancelToken())
    except EngineError as error:
        raise PackError(network, str(error)) from error


def _calibrated(
    card: Card, engine: Engine, validation: Sequence[tuple[Path, str]], token: CancelToken
) -> Card:
    """Set temperature and threshold by photos whose classes are known."""
    places = {label: place for place, label in enumerate(card.labels)}
    classes = np.array([_place(places, label) for _, label in validation])
    logits = _logits(engine, [path for path, _ in validation], token)
    temperature = fit_temperature(logits, classes)
    probabilities = calibrate(logits, temperature)
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == classes
    known = risk_coverage(confidence, right).threshold_for(KNOWN_ACCURACY)
    return replace(
        card,
        temperature=temperature,
        thresholds=Thresholds(known=1.0 if known is None else min(known, 1.0)),
        metrics={
            "validation": {
                "photos": len(validation),
                "accuracy": float(right.mean()),
                "expected_calibration_error": expected_calibration_error(confidence, right),
            }
        },
    )


def _logits(engine: Engine, photos: Sequence[Path], token: CancelToken) -> NDArray[np.float32]:
    """Run photos batch by batch: all of them at once may not fit into memory."""
    logits = []
    for start in range(0, len(photos), engine.batch_size):
        token.check()
        batch = photos[start : start + engine.batch_size]
        squares = [prepare(load_picture(path).picture, engine.size) for path in batch]
        logits.append(engine.run(np.stack(squares)).logits)
    return np.concatenate(logits)


def _place(places: Mapping[str, int], label: str) -> int:
    if label not in places:
        raise UnknownClass(f"{label}: no class of this network")
    return places[label]
