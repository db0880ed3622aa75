"""One photo explained for a table, and many in this process, several at a time.

Cutting, fitting and writing down keep one core busy, and only one: with as many photos in hand as
there are cores, another photo's network runs meanwhile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import local

from core.ahead import in_order
from core.entities import ExplainSettings, Explanation
from core.errors import AppError, FileError
from core.inference.engine import THREADS, engine_spec
from core.inference.opening import open_engine
from core.jobs import CancelToken
from core.session import Boxes, Session


@dataclass(frozen=True, slots=True)
class Explained:
    """What explaining one photo gave: an explanation with its badge, or the reason for none."""

    path: Path
    subject: str = ""
    explanation: Explanation | None = None
    badge: str = ""
    error: str = ""


def explain_photo(
    session: Session,
    photo: Path,
    boxes: Boxes,
    settings: ExplainSettings,
    token: CancelToken | None = None,
) -> Explained:
    """Explain a photo, of one with a box what is inside; Cancelled where the token was."""
    from core.explain.quality import badge

    try:
        report = session.explain(photo, settings, drawn=boxes.get(photo), token=token)
    except AppError as error:
        cause = error.cause if isinstance(error, FileError) else str(error)
        return Explained(photo, error=cause)
    trust = badge(report.explanation).trust.value
    return Explained(photo, report.photo.subject, report.explanation, trust)


def explain_several(
    session: Session, photos: Iterable[Path], boxes: Boxes, settings: ExplainSettings
) -> Iterator[Explained]:
    """Explain photos in order, as many at once as the network was given threads.

    Parameters
    ----------
    session : Session
        Its own network rests meanwhile where others of one thread each do the work: the numbers
        do not depend on it. One that takes all cores anyway does the work alone.
    photos : iterable of Path
    boxes : dict of Path to Drawn
    settings : ExplainSettings
    """
    alone = THREADS == 1 or not engine_spec(session.pack.engine).heeds_threads
    at_once = 1 if alone else THREADS
    own, token = local(), CancelToken()

    def work(photo: Path) -> Explained:
        if not hasattr(own, "session"):  # opened by the thread that has the first photo for it
            own.session = session if alone else _of_one_thread(session)
        return explain_photo(own.session, photo, boxes, settings, token)

    return in_order(photos, work, threads=at_once, ahead=at_once, token=token, name="explain")


def _of_one_thread(session: Session) -> Session:
    """Open the network of a session again, for one thread."""
    return Session(session.pack, open_engine(session.pack, threads=1))
