"""Is a report true? Every photo in it is tagged and explained again, and compared.

Of a product all photos are tagged again, since its tag comes from all of them.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath, PureWindowsPath

import numpy as np

from core.entities import EngineFacts
from core.errors import AppError, FileError
from core.explain.agreement import LEAST_RANKED
from core.given_files import sha256_of
from core.imaging import images, scan
from core.inference.combining import combine
from core.jobs import CancelToken
from core.report.asked import Asked, read_asked
from core.report.differences import TOLERANCE, Difference, differences
from core.report.json_text import dumped
from core.report.record_file import RecordFile
from core.report.records import Record, explanation_record
from core.session import ProgressListener, Session


class Finding(StrEnum):
    """What became of one record."""

    IDENTICAL = "identical"
    WITHIN = "within tolerance"
    DIFFERENT = "different"
    CHANGED = "photo changed"
    MISSING = "photo missing"
    OTHER_PACK = "another model"
    FAILED = "could not be computed"

    @property
    def good(self) -> bool:
        """Whether the record holds."""
        return self in (Finding.IDENTICAL, Finding.WITHIN)


@dataclass(frozen=True, slots=True)
class Check:
    """One record, checked: whose it is, what was found, and the details in words."""

    photo: str
    finding: Finding
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.photo}: {self.finding}" + (f": {self.detail}" if self.detail else "")


@dataclass(frozen=True, slots=True)
class _Heard:
    """Who is told how far an explanation has come, and who may end it."""

    on_progress: ProgressListener | None
    token: CancelToken | None


def check(
    file: RecordFile,
    photos: Path,
    session: Session,
    *,
    on_progress: ProgressListener | None = None,
    token: CancelToken | None = None,
) -> Iterator[Check]:
    """Compute every record of a report again.

    Parameters
    ----------
    file : RecordFile
        Its `faults` are complete after the last check.
    photos : Path
        Folder in which the photos lie, with its subfolders, under any name.
    session : Session
        Open on the pack that made the report; each record names the classes that could occur.
    on_progress : callable, optional
        Told of each explanation as it grows, with the time left: records may ask for many samples.
    token : CancelToken, optional
        Heard at each batch of samples.

    Yields
    ------
    Check
        One per record, in order.

    Raises
    ------
    ReportUnreadable
        The file is no report, or a record lacks what is needed.
    Cancelled
        Once `token` was cancelled.
    """
    heard = _Heard(on_progress, token)
    finder = _PhotoFinder(photos)
    for record in file.records():
        asked = read_asked(record, file.path)
        try:
            yield _checked(record, asked, finder, session, heard)
        except AppError as error:
            cause = error.cause if isinstance(error, FileError) else str(error)
            yield Check(asked.photo, Finding.FAILED, cause)


def _checked(
    record: Record, asked: Asked, finder: "_PhotoFinder", session: Session, heard: "_Heard"
) -> Check:
    pack = session.pack
    if asked.pack_sha256 not in pack.digests:
        theirs, ours = asked.pack_sha256[:12], pack.sha256[:12]
        detail = f"made with {asked.pack} ({theirs}), not with {pack.name} {pack.version} ({ours})"
        return Check(asked.photo, Finding.OTHER_PACK, detail)
    path = finder.find(asked.photo, asked.sha256)
    if path is None:
        alike = finder.named(asked.photo)
        if alike is None:
            return Check(asked.photo, Finding.MISSING, f"nowhere below {finder.folder}")
        return Check(asked.photo, Finding.CHANGED, f"{alike} holds another picture now")
    others = [finder.find(str(one["path"]), str(one["sha256"])) for one in asked.members]
    if None in others:
        lacking = asked.members[others.index(None)]["path"]
        detail = f"{lacking}, a photo of the same product, is nowhere below {finder.folder}"
        return Check(asked.photo, Finding.MISSING, detail)
    return _compared(record, asked, path, list(filter(None, others)), session, heard)


def _compared(
    record: Record,
    asked: Asked,
    path: Path,
    others: Sequence[Path],
    session: Session,
    heard: "_Heard",
) -> Check:
    from core.explain.overlay import OverlayStyle

    session = session.choosing(asked.classes)
    session.check_label(asked.explained)
    style = OverlayStyle(label=asked.explained)
    report = session.explain(
        path,
        asked.settings,
        drawn=asked.drawn,
        style=style,
        on_progress=heard.on_progress,
        token=heard.token,
    )
    if asked.measured:
        report = session.measure(report, token=heard.token)
    again = json.loads(dumped(explanation_record(report)))
    found = list(differences(*_comparable(record, again)))
    if asked.product and others:
        found += _product_differences(asked.product, asked.members, others, session)
    if not found:
        return Check(asked.photo, Finding.IDENTICAL)
    also = _other_engine(asked.engines, session.classifier.engine.facts)
    worst = max(found, key=lambda one: one.size)
    if worst.size <= TOLERANCE:
        detail = f"at most {worst.size:.1g}, at {worst.where}"
        return Check(asked.photo, Finding.WITHIN, detail + also)
    beyond = [one for one in found if one.size > TOLERANCE]
    more = f", and {len(beyond) - 1} more" if len(beyond) > 1 else ""
    return Check(asked.photo, Finding.DIFFERENT, f"{beyond[0]}{more}{also}")


def _comparable(recorded: Record, again: Record) -> tuple[Record, Record]:
    """Leave out what earlier versions said of too few regions to rank: that they agree fully."""
    if "used" in recorded or recorded["segments"] >= LEAST_RANKED:
        return recorded, again
    others = set(recorded) - {"stability", "reasons"}
    now = {name: value for name, value in again.items() if name in others}
    return {name: recorded[name] for name in others}, now


def _other_engine(recorded: Sequence[EngineFacts | None], now: EngineFacts) -> str:
    """Say whether something else answers than did then: what differs may come from that alone."""
    if None in recorded:
        return "; the record does not say what answered then"  # one of earlier versions
    others = [then for then in recorded if then and then != now]
    if not others:
        return ""
    told = f"; {others[0]} answered then, {now} now: "
    if others[0].kernels == now.kernels:
        return f"{told}other versions may round otherwise"
    return f"{told}other kernels round otherwise, and where two classes are close the tag can turn"


def _product_differences(
    said: Record, members: Sequence[Record], paths: Sequence[Path], session: Session
) -> Iterator[Difference]:
    """Tag a product's photos again, each by itself and all together."""
    photos = (
        images.load_photo(path, one["drawn"]) for path, one in zip(paths, members, strict=True)
    )
    answers = [session.classifier.classify(photo) for photo in photos]
    together = combine(
        [one.status for one in answers], np.stack([one.probabilities for one in answers])
    )
    again = {
        "label": session.pack.labels[together.index],
        "confidence": together.confidence,
        "status": together.status.value,
        "photos": [
            {
                "label": one.label,
                "confidence": float(one.confidence),
                "looks_like": one.label if contradicts else None,
            }
            for one, contradicts in zip(answers, together.contradicts, strict=True)
        ],
    }
    own = ("label", "confidence", "looks_like")
    recorded = {**said, "photos": [{name: one[name] for name in own} for one in members]}
    return differences(recorded, again, "product")


class _PhotoFinder:
    """Finds photos by content: first where their name says, then anywhere below the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, recorded: str, sha256: str) -> Path | None:
        """Give a file of the recorded content, None where there is none."""
        for path in self._named(recorded):
            if sha256_of(path) == sha256:
                return path
        return self._by_content.get(sha256)

    def named(self, recorded: str) -> Path | None:
        """Give a file of the recorded name, whatever it holds."""
        return next(iter(self._named(recorded)), None)

    def _named(self, recorded: str) -> list[Path]:
        names = dict.fromkeys((PurePosixPath(recorded).name, PureWindowsPath(recorded).name))
        return [path for name in names for path in self._by_name.get(name, ())]

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = defaultdict(list)
        for item in scan.scan([self.folder]):
            if isinstance(item, Path):
                found[item.name].append(item)
        return found

    @cached_property
    def _by_content(self) -> dict[str, Path]:
        paths = (path for paths in self._by_name.values() for path in paths)
        return {digest: path for path in paths if (digest := sha256_of(path))}
