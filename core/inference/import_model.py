"""Makes a pack of anybody's Keras classifier."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError, PackError, UnknownClass, os_cause
from core.imaging.images import load_photo
from core.imaging.preprocessing import prepare
from core.inference.calibration import calibrate, expected_calibration_error, fit_temperature
from core.inference.card import Card, InputSpec, Thresholds, check_labels
from core.inference.keras_engine import ENGINE, KerasEngine
from core.inference.model_pack import Pack
from core.inference.pack_writing import write_pack
from core.inference.risk import risk_coverage
from core.language.catalog import english
from core.vocabulary import EngineKind, Scaling

KNOWN_ACCURACY: Final = 0.98
"""What share of the tags called known must be right."""

KNOWN_UNMEASURED: Final = 0.9
"""Probability from which a tag is called known while nobody has measured how right it is."""


def import_model(
    network: Path,
    labels: Path,
    out: Path,
    scaling: Scaling,
    *,
    validation: Sequence[tuple[Path, str]] = (),
    size: int | None = None,
    sample: Path | None = None,
) -> Pack:
    """Make a pack of a Keras classifier; Keras answers for it, in float.

    Parameters
    ----------
    network : Path
        A `.keras` file whose answers are logits or softmax probabilities.
    labels : Path
        JSON: a list of names in the order of the outputs, or {name: index}, or {index: name}.
    out : Path
        The pack's folder; a pack that stands there is replaced only by one that works.
    scaling : Scaling
        What the network expects its pixel values to be.
    validation : sequence of (Path, str)
        Photos with their true classes; they set the temperature and the threshold of known.
    size : int, optional
        Side of the input, px; needed only where the network leaves it open.
    sample : Path, optional
        A photo that the network must answer before anything is written.

    Returns
    -------
    Pack

    Raises
    ------
    PackError
        Naming the file and the cause: code of its own, damaged, wrong labels, wrong outputs.
    ImageUnreadable, UnknownClass
        A validation photo cannot be used.
    ExportFailed
        The pack cannot be written.
    """
    if network.suffix.lower() != ".keras":
        raise PackError(network, "is not a .keras file; save the network in that format first")
    names = read_labels(labels)
    engine = KerasEngine(network, scaling, size=size)
    outputs = engine.run(np.zeros((1, engine.size, engine.size, 3), np.uint8)).logits.shape[1]
    if outputs != len(names):
        named = english().count(len(names), "class")
        raise PackError(labels, f"names {named}, the network answers {outputs}")
    if sample:
        _try_on(sample, engine, network)
    card = Card(
        name=out.name,
        version="1",
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        labels=names,
        input=InputSpec(engine.size, scaling),
        engine=EngineKind.KERAS,
        thresholds=Thresholds(known=KNOWN_UNMEASURED),
        data={"source": f"imported from {network.name}"},
    )
    if validation:
        card = _calibrated(card, engine, validation)
    files = {ENGINE.network_file: network}
    return write_pack(out, card, files, class_weights=engine.class_weights)


def _try_on(sample: Path, engine: KerasEngine, network: Path) -> None:
    try:
        _logits(engine, [sample])
    except EngineError as error:
        raise PackError(network, str(error)) from error


def read_labels(path: Path) -> tuple[str, ...]:
    """Read class names in the order of the outputs; PackError where the order is not clear."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(path, os_cause(error)) from error
    except (ValueError, RecursionError) as error:
        raise PackError(path, "is not JSON") from error
    names = _in_order(path, listed) if isinstance(listed, dict) else listed
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PackError(path, "is neither a list of class names nor names with their numbers")
    labels = tuple(str(name) for name in names)
    try:
        check_labels(labels)
    except ValueError as error:
        raise PackError(path, str(error)) from error
    return labels


def _in_order(path: Path, listed: dict[str, object]) -> list[object]:
    """Order {name: index}, as Keras' generators give it, or {index: name}."""
    numbered: dict[int, object] = {}
    for key, value in listed.items():
        if isinstance(value, int):
            numbered[value] = key
        elif key.isdecimal():
            numbered[int(key)] = value
    if set(numbered) != set(range(len(listed))):
        raise PackError(path, f"does not number its classes 0 to {len(listed) - 1}")
    return [numbered[index] for index in range(len(numbered))]


def _calibrated(card: Card, engine: KerasEngine, validation: Sequence[tuple[Path, str]]) -> Card:
    """Set temperature and threshold by photos whose classes are known."""
    classes = np.array([_index(card.labels, label) for _, label in validation])
    logits = _logits(engine, [path for path, _ in validation])
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


def _logits(engine: KerasEngine, photos: Sequence[Path]) -> NDArray[np.float32]:
    """Run photos batch by batch: all of them at once may not fit into memory."""
    logits = []
    for start in range(0, len(photos), engine.batch_size):
        batch = photos[start : start + engine.batch_size]
        squares = [prepare(load_photo(path).pixels, engine.size) for path in batch]
        logits.append(engine.run(np.stack(squares)).logits)
    return np.concatenate(logits)


def _index(labels: tuple[str, ...], label: str) -> int:
    if label not in labels:
        raise UnknownClass(f"{label}: no class of this network")
    return labels.index(label)
