"""A network that does not ship with the program first runs in a process of its own, once.

Its file may fit its hash and yet crash the library that runs it, which no error of Python's tells:
window or command would be gone. So it is loaded there and shown pictures, within a time and within
so much memory; of packs, what came through is remembered by its hash, beside the thumbnails.
"""

import json
import logging
import pickle
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from core import apart, paths
from core.errors import AppError, EngineError, PackError
from core.given_files import GB, MB, read_text
from core.inference.card import InputSpec
from core.inference.engine import THREADS, Engine, engine_spec
from core.inference.pack_files import read_checked
from core.jobs import CancelToken
from core.version import __version__
from core.vocabulary import EngineKind

if TYPE_CHECKING:
    from core.inference.model_pack import Pack

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

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
    work = partial(_run, pack.network, pack.sha256, pack.engine, pack.card.input)
    run_apart(pack.network, work)
    remember(pack)


def run_apart(
    network: Path,
    work: Callable[[], Answer],
    token: CancelToken | None = None,
    longest_s: float | None = None,
) -> Answer:
    """Do something with a network's file in a process of its own, and give what came of it.

    Parameters
    ----------
    network : Path
        Named where it fails.
    work : callable
        A function of a module, with its arguments.
    token : CancelToken, optional
        Ends the process at once.
    longest_s : float, optional
        Seconds that it may take; `LONGEST_S` where left out.

    Raises
    ------
    PackError
        A library crashed on the file, took too long, or refused it.
    Cancelled
    """
    longest_s = LONGEST_S if longest_s is None else longest_s
    end = time.monotonic() + longest_s
    send = partial(pickle.dump, (network, work))

    def over() -> bool:
        return time.monotonic() > end or (token is not None and token.cancelled)

    try:
        answer: Answer = apart.ask(apart.Work.NETWORK, send, apart.answer_of, over)
    except OSError as error:  # no process can be started here
        log.warning("%s was not tried apart: %s", network, error)
        return _done(network, work)
    except apart.Died as error:
        if token:
            token.check()
        cause = "its engine crashed on it"
        if time.monotonic() > end:
            cause = f"took longer than {longest_s:g} s to answer"
        raise PackError(network, cause) from error
    return answer


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
    """Do with a network what comes in, and give what came of it; in the process of its own."""
    network, work = pickle.load(asked)
    apart.end_with_the_caller(asked)
    _limit_memory()
    pickle.dump(_done(network, work), out)


def show_pictures(network: Path, engine: Engine) -> None:
    """Ask a whole batch and some more: an engine may run the rest by another way.

    Then once more, where it can part its network, through the parts.

    Raises
    ------
    PackError
        An answer is no number.
    """
    pictures = _pictures(engine.batch_size + 3, engine.size)
    try:
        engine.run(pictures)
        if engine.stem is not None:
            engine.run(pictures)
    except EngineError as error:
        raise PackError(network, str(error)) from error


def _done(network: Path, work: Callable[[], Answer]) -> Answer:
    """Do it; whatever a library raises, the file is at fault."""
    try:
        return work()
    except AppError:
        raise
    except Exception as error:
        said = str(error) or type(error).__name__
        raise PackError(network, f"its engine cannot run it ({said})") from error


def _run(network: Path, digest: str, kind: EngineKind, seen: InputSpec) -> None:
    content = read_checked(network, digest)
    show_pictures(network, engine_spec(kind).start(network, content, seen, THREADS))


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
