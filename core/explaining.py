"""One photo explained for a table, and many in this process, several at a time.

Cutting, fitting and writing down keep one core busy, and only one: with as many photos in hand as
there are cores, another photo's network runs meanwhile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

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
        do not depend on it.
    photos : iterable of Path
    boxes : dict of Path to Drawn
    settings : ExplainSettings
    """
    free = SimpleQueue[Session]()
    sessions = _of_one_thread(session)
    for one in sessions:
        free.put(one)
    token = CancelToken()

    def work(photo: Path) -> Explained:
        mine = free.get()
        try:
            return explain_photo(mine, photo, boxes, settings, token)
        finally:
            free.put(mine)

    many = len(sessions)
    return in_order(photos, work, threads=many, ahead=many, token=token, name="explain")


def _of_one_thread(session: Session) -> list[Session]:
    """Open the network again for each thread; where it takes all cores anyway, it stays alone."""
    pack = session.pack
    if not engine_spec(pack.engine).heeds_threads or THREADS == 1:
        return [session]
    return [Session(pack, open_engine(pack, threads=1)) for _ in range(THREADS)]
