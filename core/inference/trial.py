"""A network that does not ship with the program first runs in a process of its own, once.

Its file may fit its hash and yet crash the library that runs it, which no error of Python's tells:
window or command would be gone. So it is loaded there and shown pictures, within a time and within
so much memory; what came through is remembered by its hash, beside the thumbnails.
"""

import json
import logging
import pickle
import time
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from core import apart, paths
from core.errors import AppError, EngineError, PackError
from core.given_files import GB, MB, read_text
from core.inference.card import InputSpec
from core.inference.engine import THREADS, engine_spec
from core.version import __version__
from core.vocabulary import EngineKind

if TYPE_CHECKING:
    from core.inference.model_pack import Pack

log = logging.getLogger(__name__)

LONGEST_S: Final = 60.0
"""Seconds that a network may take to start and answer; TensorFlow alone takes 4 to 8."""
LARGEST_CARD_BYTES: Final = 16 * MB
MOST_BYTES: Final = 8 * GB
"""Of memory; where the system can be told (Linux)."""


def try_out(pack: "Pack") -> None:
    """Run a pack's network in a process of its own, unless it ships or was tried before.

    Parameters
    ----------
    pack : Pack

    Raises
    ------
    PackError
        Its engine crashed on it, took too long, or refused it.
    """
    if was_tried(pack) or ships(pack):
        return
    end = time.monotonic() + LONGEST_S
    network = (pack.network, pack.engine, pack.card.input)
    send = partial(pickle.dump, network)
    try:
        apart.ask(apart.Work.NETWORK, send, apart.answer_of, lambda: time.monotonic() > end)
    except OSError as error:  # no process can be started here
        log.warning("%s was not tried apart: %s", pack.network, error)
        return
    except apart.Died as error:
        cause = "its engine crashed on it"
        if time.monotonic() > end:
            cause = f"took longer than {LONGEST_S:g} s to answer"
        raise PackError(pack.network, cause) from error
    remember(pack)


def ships(pack: "Pack") -> bool:
    """Tell whether the network is one of those that came with the program, wherever it lies."""
    cards = paths.packs().glob("*/card.json")
    return any(pack.sha256 in _digests(card) for card in cards)


def was_tried(pack: "Pack") -> bool:
    """Tell whether the network answered before, to this version of the program."""
    try:
        return _mark(pack).exists()
    except (AppError, OSError):  # no folder for what can be computed again, or not for us
        return False


def remember(pack: "Pack") -> None:
    """Note that the network answered."""
    try:
        mark = _mark(pack)
        mark.parent.mkdir(exist_ok=True)
        mark.touch()
    except (AppError, OSError):
        return  # it is tried again


def answer(asked: IO[bytes], out: IO[bytes]) -> None:
    """Run the network that comes in, and say that it answered; in the process of its own."""
    network, kind, seen = pickle.load(asked)
    apart.end_with_the_caller(asked)
    _limit_memory()
    try:
        _run(network, kind, seen)
    except (PackError, EngineError):
        raise
    except Exception as error:
        raise PackError(network, f"its engine cannot run it ({error})") from error
    pickle.dump(True, out)


def _run(network: Path, kind: EngineKind, seen: InputSpec) -> None:
    """Ask a whole batch and some more: an engine may run the rest by another way."""
    engine = engine_spec(kind).start(network, seen, THREADS)
    pictures = _pictures(engine.batch_size + 3, engine.size)
    try:
        engine.run(pictures)
    except EngineError as error:
        raise PackError(network, str(error)) from error


def _pictures(count: int, size: int) -> NDArray[np.uint8]:
    """Give noise, and black and white first and last."""
    shape = (count, size, size, 3)
    pictures = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    pictures[[0, -1]], pictures[[1, -2]] = 0, 255
    return pictures


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = MOST_BYTES if hard == resource.RLIM_INFINITY else min(MOST_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _digests(card: Path) -> frozenset[str]:
    return frozenset(json.loads(read_text(card, LARGEST_CARD_BYTES))["files"].values())


def _mark(pack: "Pack") -> Path:
    return _folder() / f"{pack.sha256}-{pack.engine}-{__version__}"


def _folder() -> Path:
    return paths.cache_dir() / "tried-networks"
