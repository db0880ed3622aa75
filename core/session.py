"""One opened network, ready to tag and explain: what scripts and the command line use.

    from core.session import Session

    with Session.open() as session:
        for outcome in session.classify([Path("photos")]):
            ...
        report = session.explain(Path("photos/shoe.jpg"), measured=True)
        session.show(report)
        session.report([report], Path("why.pdf"))

Photos are decoded by a small pool a little ahead of the network, so that both are busy and never
more than a few batches are in memory, however many photos there are.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from core import paths
from core.ahead import in_order
from core.entities import Drawn, ExplainSettings, Outcome, Pixels, Progress
from core.errors import AppError, EngineError, FileError
from core.imaging import images, scan
from core.imaging.preprocessing import prepare
from core.imaging.scan import Found
from core.inference.classifier import Classifier
from core.inference.engine import THREADS, Engine
from core.inference.model_pack import Pack, open_pack
from core.inference.opening import open_engine
from core.jobs import CancelToken, Eta, LinkedToken, telling
from core.language.catalog import SOURCE, spoken
from core.report.content import PhotoReport, shown
from core.report.template import Template

if TYPE_CHECKING:
    from PIL import Image

    from core.explain.overlay import OverlayStyle

BATCHES_AHEAD: Final = 2
"""Batches of photos decoded, or waiting to be, beyond the one that is being tagged."""

ProgressListener = Callable[[Progress], None]

Boxes = Mapping[Path, Drawn]
"""Around the item, by photo: of those that have one."""

NO_BOXES: Final[Boxes] = MappingProxyType({})


class Session:
    """A pack with its running engine. One caller at a time.

    Parameters
    ----------
    pack : Pack
    engine : Engine
        Runs the network of `pack`.

    Attributes
    ----------
    pack : Pack
    classifier : Classifier
        Tags decoded photos, for callers that have some.
    """

    def __init__(self, pack: Pack, engine: Engine) -> None:
        self.pack = pack
        self.classifier = Classifier(pack, engine)
        self._batch_size = engine.batch_size

    @classmethod
    def open(
        cls,
        pack_folder: Path | None = None,
        *,
        threads: int = THREADS,
        classes: Iterable[str] | None = None,
    ) -> Self:
        """Check a pack and start its network.

        Parameters
        ----------
        pack_folder : Path, optional
            Without one, the pack that ships with the program.
        threads : int
            Of the network; the numbers do not depend on them.
        classes : iterable of str, optional
            Those that can occur in the catalog at hand, two at least; the others get no
            probability. Without them, every class of the network can occur.

        Raises
        ------
        PackError
            The pack is missing, broken or does not fit its network.
        UnknownClass
            The network lacks one of `classes`.
        ClassesUnusable
            `classes` are fewer than two.
        """
        pack = open_pack(pack_folder or paths.default_pack()).choosing(classes)
        return cls(pack, open_engine(pack, threads))

    def choosing(self, classes: Iterable[str] | None) -> "Session":
        """Give a session with the same running network for a catalog with these classes alone.

        Parameters
        ----------
        classes : iterable of str or None
            None: every class can occur.

        Raises
        ------
        UnknownClass, ClassesUnusable
            As `open`.
        """
        return Session(self.pack.choosing(classes), self.classifier.engine)

    def __enter__(self) -> Self:
        """Give the session itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let the network's memory go; the session is not to be used again."""
        del self.classifier

    def classify(
        self,
        roots: Iterable[Path],
        *,
        boxes: Boxes = NO_BOXES,
        on_progress: ProgressListener | None = None,
        token: CancelToken | None = None,
        left_out: Counter[str] | None = None,
    ) -> Iterator[Outcome]:
        """Tag every photo in the given files and folders.

        Parameters
        ----------
        roots : iterable of Path
            Files are taken as they are, folders are searched with their subfolders.
        boxes : dict of Path to Drawn, optional
            Photos of which only what is inside a box is tagged.
        on_progress : callable, optional
            Told after each photo, with the time left.
        token : CancelToken, optional
        left_out : Counter, optional
            Takes up, by kind, the pictures in folders of kinds that are not read.

        Yields
        ------
        Outcome
            One per photo, in order; a photo that fails carries the reason and stops no other.

        Raises
        ------
        Cancelled
            Once `token` was cancelled; heard at every photo.
        """
        token = token or CancelToken()
        found = list(scan.scan(roots, token=token, left_out=left_out))
        eta = Eta(len(found))
        for done, outcome in enumerate(self.tag(found, boxes, token), start=1):
            token.check()
            if on_progress:
                note = outcome.path.name
                on_progress(Progress(done, len(found), note, eta.update(done)))
            yield outcome

    def explain(
        self,
        path: Path,
        settings: ExplainSettings | None = None,
        *,
        drawn: Drawn | None = None,
        style: "OverlayStyle | None" = None,
        label: str | None = None,
        measured: bool = False,
        on_progress: ProgressListener | None = None,
        token: CancelToken | None = None,
    ) -> PhotoReport:
        """Tag one photo and find which of its regions drove the tag.

        Parameters
        ----------
        path : Path
        settings : ExplainSettings, optional
        drawn : Drawn, optional
            A box around the item: tag and explanation are of what is inside alone.
        style : OverlayStyle, optional
            How the overlay is painted.
        label : str, optional
            The class to explain; without one, the tag.
        measured : bool
            Also measure deletion and insertion against random order, which asks the network as
            often again as some 260 samples do.
        on_progress : callable, optional
        token : CancelToken, optional

        Returns
        -------
        PhotoReport
            Photo, prediction and explanation, ready for `core.report`.

        Raises
        ------
        ImageUnreadable
            The photo cannot be decoded.
        UnknownClass
            The network has no class `label`, or none that `settings` name, or they cannot occur.
        ExplanationFailed
            The photo cannot be explained with these settings.
        Cancelled
            Once `token` was cancelled.
        """
        from core.explain import lime  # brings SciPy: not for those who only tag
        from core.explain.overlay import OverlayStyle

        settings = settings or ExplainSettings()
        for name in filter(None, (label, settings.against)):
            self.check_label(name)
        if label is not None:
            settings = replace(settings, labels=(label, *settings.labels))
        photo = images.load_photo(path, drawn, token=token)
        prediction = self.classifier.classify(photo)
        told = telling(on_progress, path.name, settings.samples)
        why = lime.explain(self.classifier, photo, prediction, settings, token=token, on_batch=told)
        report = PhotoReport(photo, prediction, why, self.pack, style or OverlayStyle())
        return self.measure(report, token=token) if measured else report

    def measure(self, report: PhotoReport, *, token: CancelToken | None = None) -> PhotoReport:
        """Add deletion and insertion of the class shown, against random order, to a report.

        Raises
        ------
        EngineError
            The network answered NaN or infinity.
        Cancelled
            Once `token` was cancelled.
        """
        from core.explain.faithfulness import faithfulness

        areas = faithfulness(self.classifier, report.photo, shown(report), token=token)
        return replace(report, faithfulness=areas)

    def show(self, report: PhotoReport) -> "Image.Image":
        """Draw an explained photo's card: original and overlay side by side, with the figures.

        Returns
        -------
        PIL.Image.Image
            RGB; a notebook's cell shows it where it is the last line.
        """
        from core.report import png

        return png.draw_card(report)

    def report(
        self,
        reports: Iterable[PhotoReport | Outcome],
        file: Path,
        *,
        template: Template | None = None,
        language: str = SOURCE,
        total: int = 0,
        on_progress: ProgressListener | None = None,
        token: CancelToken | None = None,
    ) -> None:
        """Write explained photos into one PDF, one page each behind a cover and an index.

        Parameters
        ----------
        reports : iterable of PhotoReport or Outcome
            Taken one at a time, so that a generator needs little memory; an outcome stands for a
            photo that failed.
        file : Path
        template : Template, optional
            Title, company, logo, paper and parts.
        language : str
            The key of the report's: "en", "de".
        total : int
            How many are to come, for the progress.
        on_progress : callable, optional
        token : CancelToken, optional

        Raises
        ------
        ExportFailed
            Nothing to report, too much for one file, no permission, disk full.
        Cancelled
            Once `token` was cancelled; nothing is left.
        """
        from core.report.pdf import document

        document.write_report(
            reports,
            file,
            template=template,
            language=spoken(language),
            total=total,
            on_progress=on_progress,
            token=token,
        )

    def check_label(self, label: str) -> None:
        """Refuse a class that the network lacks, naming those most like it, or that cannot occur.

        Raises
        ------
        UnknownClass
        """
        self.pack.choice.check(label, self.pack.labels)

    def tag(
        self, found: Iterable[Found], boxes: Boxes = NO_BOXES, token: CancelToken | None = None
    ) -> Iterator[Outcome]:
        """Tag photos that were found already, as `classify` does; takes them one at a time."""
        decoding, ahead = LinkedToken(token or CancelToken()), BATCHES_AHEAD * self._batch_size
        work, threads = partial(self._prepare, boxes, decoding), os.cpu_count() or 1
        decoded = in_order(found, work, threads=threads, ahead=ahead, token=decoding, name="decode")
        with closing(decoded) as ready:
            while batch := list(islice(ready, self._batch_size)):
                answers = iter(self._tag([item for item in batch if isinstance(item, _Ready)]))
                for item in batch:
                    yield item if isinstance(item, Outcome) else next(answers)

    def _prepare(self, boxes: Boxes, token: CancelToken, item: Found) -> "_Ready | Outcome":
        """Decode a photo to the network's input; on a thread of the pool."""
        try:
            if isinstance(item, AppError):
                raise item
            photo = images.load_picture(item, boxes.get(item), token=token)
        except FileError as error:
            return Outcome(error.path, error=error.cause)
        picture = prepare(photo.picture, self.classifier.size)
        return _Ready(item, photo.subject, picture, photo.note)

    def _tag(self, batch: Sequence["_Ready"]) -> list[Outcome]:
        """Tag a batch; where it fails, photo by photo, so that one bad answer spoils no other."""
        if not batch:
            return []
        pictures = np.stack([item.picture for item in batch])
        try:
            predictions = self.classifier.classify_prepared(pictures, keep_features=False)
        except EngineError as error:
            if len(batch) == 1:
                return [Outcome(batch[0].path, error=str(error), subject=batch[0].subject)]
            return [outcome for item in batch for outcome in self._tag([item])]
        pairs = zip(batch, predictions, strict=True)
        return [
            Outcome(item.path, tag, subject=item.subject, note=item.note) for item, tag in pairs
        ]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A photo as the network sees it: (size, size, 3) uint8 RGB."""

    path: Path
    subject: str
    picture: Pixels
    note: str
