"""A trained run becomes a pack.

Both forms of the network are made; the 8-bit one answers if it passes, else the float one.
"""

import math
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.inference import keras_engine, litert_engine
from core.inference.calibration import calibrate
from core.inference.card import Card, InputSpec
from core.inference.model_pack import Pack, open_pack
from core.inference.pack_writing import write_pack
from model.data.dataset import targets
from model.data.pictures import Pictures, decode
from model.data.shops import is_other
from model.measuring.measures import confusion, families
from model.measuring.refusal import Refusal, fit_refusal
from model.networks.architectures import ARCHITECTURES, LOGITS, gigaflops
from model.training.conversion import answers_of, convert
from model.training.epoch import Epoch
from model.training.mixture import hold_out, judged_rows, read_mixture
from model.training.run import Run, Settings, load_weights
from model.training.start import ORIGINS

INTENDED_USE: Final = (
    "Tagging product photos of clothes, shoes and accessories on plain backgrounds, for review "
    "by a person. Not for identifying people, and not for anything but the classes listed."
)
LIMITS: Final = (
    "Labels of the training data are noisy: about 4 % of product names contradict theirs.",
    "Classes of one family (see families) are often told apart by the name alone.",
    "Photos taken at home are tagged less surely than studio photos.",
    "A small product before a busy background is seen small, and often missed.",
    "One tag per photo: pictures of several products or of a whole outfit get one of them.",
)


def pack_run(
    run: Run,
    out: Path,
    name: str | None = None,
    version: str = "1.0",
    size: int | None = None,
) -> Pack:
    """Write the best averaged weights of a run as a pack.

    Parameters
    ----------
    run : Run
    out : Path
        The pack's folder; one that stands there is replaced only by a pack that works.
    name : str, optional
        Else the architecture's.
    version : str
    size : int, optional
        Side of the shipped network's input, px; else that of the last epoch: a network answers
        best at the scale that it learnt at.

    Raises
    ------
    PackError, ExportFailed
    """
    settings = run.settings
    classes = tuple(settings["classes"])
    size = size or run.history[-1].size
    network = ARCHITECTURES[settings["architecture"]](len(classes), size)
    network.set_weights(load_weights(run.best_path))
    pictures = _pictures(run, classes, size)
    accepted = targets(pictures.examples, classes) > 0
    truth = accepted.argmax(axis=1)
    judged = judged_rows(pictures)
    held = judged["train"]
    whole = np.array([e.subset == "train" for e in pictures.examples])
    learnt = np.flatnonzero(whole & ~pictures.held_out)
    conversion = convert(network, pictures, held)
    verdict = conversion.verdict(truth[held])
    shipped = conversion.small if verdict["eight_bit_ships"] else conversion.exact
    refusal = _refusal(shipped, pictures, accepted, learnt, judged)
    counts = confusion(
        answers_of(shipped, pictures, held).logits.argmax(1), truth[held], len(classes)
    )
    card = Card(
        name=name or settings["architecture"],
        version=version,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        labels=classes,
        input=InputSpec(size),
        temperature=refusal.temperature,
        thresholds=refusal.thresholds,
        unknown=refusal.rule,
        families=tuple(tuple(classes[c] for c in group) for group in families(counts)),
        metrics={
            "validation": _validation(shipped, pictures, held, truth, refusal),
            "eight_bit": verdict,
            "weights": network.count_params(),
            "gigaflops": round(gigaflops(network), 3),
        },
        data=_data(settings, pictures),
        training=_training(run),
        licence="Weights: Apache-2.0. Training photos: see data.",
        intended_use=INTENDED_USE,
        limits=LIMITS,
    )
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder, keras_engine.ENGINE.network_file)
        network.save(saved)
        files: dict[str, Path | bytes] = {
            keras_engine.ENGINE.network_file: saved,
            litert_engine.ENGINE.network_file: shipped,
            "history.csv": run.folder / "history.csv",
            "curves.png": run.folder / "curves.png",
        }
        weights = network.get_layer(LOGITS).get_weights()[0]
        return write_pack(out, card, files, class_weights=weights, unknown_arrays=refusal.arrays)


def _pictures(run: Run, classes: tuple[str, ...], size: int) -> Pictures:
    settings = Settings.recorded(run.settings)
    decoded = decode(read_mixture(settings, classes), size, run.pictures)
    return hold_out(decoded, settings.held_sources)


def _refusal(
    network: bytes,
    pictures: Pictures,
    accepted: NDArray[np.bool_],
    learnt: NDArray[np.intp],
    judged: dict[str, NDArray[np.intp]],
) -> Refusal:
    rows = np.concatenate(list(judged.values()))
    known = None
    if not _learnt_others(pictures):
        known = answers_of(network, pictures, learnt), accepted[learnt].argmax(axis=1)
    return fit_refusal(
        known,
        answers_of(network, pictures, rows),
        accepted[rows],
        np.repeat(list(judged), [len(some) for some in judged.values()]),
    )


def _learnt_others(pictures: Pictures) -> bool:
    """Whether things outside the classes were learnt from."""
    pairs = zip(pictures.examples, pictures.held_out, strict=True)
    return any(is_other(example) for example, held in pairs if not held)


def _validation(
    network: bytes,
    pictures: Pictures,
    held: NDArray[np.intp],
    truth: NDArray[np.intp],
    refusal: Refusal,
) -> dict[str, object]:
    answers = answers_of(network, pictures, held)
    probabilities = calibrate(answers.logits, refusal.temperature)
    right = probabilities.argmax(1) == truth[held]
    order = np.argsort(-probabilities.max(1))
    steps = np.linspace(0, len(order) - 1, 101).astype(int)
    risk = 1 - np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    confidence = probabilities.max(1)[order]
    return {
        "photos": len(held),
        "accuracy": float(right.mean()),
        "risk_coverage": [
            [float(confidence[s]), float((s + 1) / len(order)), float(risk[s])] for s in steps
        ],
    }


def _data(settings: dict[str, object], pictures: Pictures) -> dict[str, object]:
    return {
        "source": "Kaggle Fashion Product Images Dataset (paramaggarwal); its licence could not "
        "be read, third parties name MIT or CC0. Garments photographed at home: "
        "alexeygrigorev/clothing-dataset (CC0).",
        **_other_shops(pictures),
        "photos": len(pictures.examples),
        "held_out_for_validation": int(pictures.held_out.sum()),
    }


def _other_shops(pictures: Pictures) -> dict[str, object]:
    """Name the shops that the network learnt from, and those that judged it."""
    shops = {e.source: held for e, held in zip(pictures.examples, pictures.held_out, strict=True)}
    shops.pop("", None)
    if not shops:
        return {}
    return {
        "other_shops": sorted(source for source, held in shops.items() if not held),
        "other_shops_held_out": sorted(source for source, held in shops.items() if held),
    }


def _training(run: Run) -> dict[str, object]:
    private = {"data", "split", "partial", "shops", "composites", "classes"}
    settings, history = run.settings, run.history
    best = asdict(_best(history))
    origins = {key: _named(settings[key]) for key in ("init", "teacher") if settings.get(key)}
    return {
        **{key: value for key, value in settings.items() if key not in private},
        **origins,
        "epochs": history[-1].epoch,
        "hours": round(sum(e.seconds for e in history) / 3600, 2),
        "best": {key: value for key, value in best.items() if math.isfinite(value)},
    }


def _best(history: list[Epoch]) -> Epoch:
    """Give the epoch whose weights ship: the least loss on validation photos at the last size.

    A few thousand photos rank epochs by their loss with less luck than by their accuracy.
    """
    last = [epoch for epoch in history if epoch.size == history[-1].size]
    measured = [epoch for epoch in last if math.isfinite(epoch.validation_loss)]
    return min(measured or last[-1:], key=lambda epoch: epoch.validation_loss)


def _named(origin: str) -> str:
    """Name the pack that a training began or learnt from, without saying where it lay."""
    if origin in ORIGINS:
        return ORIGINS[origin]
    pack = open_pack(Path(origin))
    return f"{pack.name} {pack.version}, network {pack.sha256[:12]}"
