"""Writes packs: beside their place, run once, then swapped in.

No broken pack replaces a good one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core import drafts, ending, places
from core.errors import ExportFailed, os_cause
from core.inference.card import Card
from core.inference.model_pack import CARD, CLASS_WEIGHTS, UNKNOWN_ARRAYS, Pack, open_pack
from core.inference.opening import open_engine
from core.inference.trial import remember
from core.outputs import flush_folder, flush_tree, replace_folder


def write_pack(
    folder: Path,
    card: Card,
    files: Mapping[str, Path | bytes],
    *,
    class_weights: NDArray[np.floating] | None = None,
    unknown_arrays: Mapping[str, NDArray[np.floating]] | None = None,
) -> Pack:
    """Write a pack beside its place, open it, run its network once, then swap it in.

    Parameters
    ----------
    folder : Path
        Where the pack shall stand; a pack that stands there is replaced as a whole. A link is
        followed, and stays one.
    card : Card
        Its `files` are filled in here.
    files : dict of str to Path or bytes
        Name in the pack to source; the network that the card's engine needs among them.
    class_weights : (f, n_classes) array, optional
    unknown_arrays : dict of str to array, optional

    Returns
    -------
    Pack
        The pack in its place.

    Raises
    ------
    PackError
        The network does not fit the card; what stood at `folder` stands there still.
    ExportFailed
        The folder cannot be written, or holds something other than a pack; the same holds.
    """
    folder = folder.absolute()
    _refuse_strangers(folder)
    place = Path(places.followed(folder))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with drafts.folder(place.parent) as workshop:
            fresh = workshop / place.name
            fresh.mkdir()
            _fill(fresh, files, class_weights, unknown_arrays)
            _write_card(fresh, card)
            written = open_pack(fresh)
            remember(written)  # who writes a pack has run its network
            open_engine(written)
            flush_tree(fresh)
            ending.heed()
            replace_folder(fresh, place, workshop)
            flush_folder(place.parent)
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error
    return open_pack(folder)


def _refuse_strangers(folder: Path) -> None:
    """Refuse to replace what is no pack: a file, or a folder in which somebody keeps something."""
    if places.is_there(folder) and not places.is_folder(folder):
        raise ExportFailed(folder, "is a file; name a folder for the model")
    try:
        is_pack = places.is_there(folder / CARD)
        strange = not is_pack and places.is_folder(folder) and any(folder.iterdir())
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error
    if strange:
        raise ExportFailed(folder, "holds something other than a model; choose a new folder")


def _fill(
    folder: Path,
    files: Mapping[str, Path | bytes],
    class_weights: NDArray[np.floating] | None,
    unknown_arrays: Mapping[str, NDArray[np.floating]] | None,
) -> None:
    for name, source in files.items():
        content = source if isinstance(source, bytes) else source.read_bytes()
        (folder / name).write_bytes(content)
    if class_weights is not None:
        np.save(folder / CLASS_WEIGHTS, class_weights.astype(np.float32))
    if unknown_arrays:
        np.savez(
            folder / UNKNOWN_ARRAYS,
            allow_pickle=False,
            **{name: array.astype(np.float32) for name, array in unknown_arrays.items()},
        )


def _write_card(folder: Path, card: Card) -> None:
    digests = {}
    for path in sorted(folder.iterdir()):
        digests[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / CARD).write_text(replace(card, files=digests).to_json(), encoding="utf-8")
