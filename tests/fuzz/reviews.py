"""Fuzz review files: `python -m tests.fuzz.reviews --seconds 600`."""

from contextlib import suppress
from pathlib import Path

from tests.fuzz.fuzzing import Attempt, Target, main

BESIDE = (".lock", "-wal", "-shm", ".lock-journal")


def seeds(folder: Path) -> list[bytes]:
    """A review with decisions, boxes, answers and explanations; and an older one."""
    from benchmarks.kill import template

    path = folder / "seed.tagproof"
    template.make_review(folder / "kill", path)
    template.write_old(folder / "old.tagproof", folder / "kill" / "photos")
    return [path.read_bytes(), (folder / "old.tagproof").read_bytes()]


def prepare(folder: Path) -> Attempt:
    """Audit a review, look at all of it, decide in it, and copy it."""
    from core.errors import AppError
    from core.review.audit import verify
    from core.review.store import Review
    from core.review.views import VIEWS

    def look(review: Review) -> None:
        for view in VIEWS.values():
            review.queue.ids(view)
        review.queue.counts()
        rows = list(review.photos.present())
        list(review.decisions.history())
        str((review.bookmark.listed, review.products.grouping))
        if not review.read_only:
            review.decisions.undo()
            review.decisions.flag([row.id for row in rows][:2], "blurred")
            review.save_copy(folder / "copy.tagproof")

    def attempt(path: Path) -> None:
        for beside in (file for file in path.parent.glob("input.*") if file != path):
            beside.unlink()
        for stale in [path.with_name(path.name + one) for one in BESIDE]:
            stale.unlink(missing_ok=True)
        with suppress(AppError):
            verify(path)
        for read_only in (True, False):
            with suppress(AppError), Review(path, read_only=read_only) as review:
                look(review)

    return attempt


if __name__ == "__main__":
    main(Target("tests.fuzz.reviews", seeds, lambda _: ".tagproof", prepare))
