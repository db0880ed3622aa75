"""The threads behind the window, each for one kind of work, so that none waits for another's."""

from __future__ import annotations

import os
from typing import Final

from core.jobs import JobRunner
from desktop.system.turns import stand_back

DECODERS: Final = max(2, min(4, os.cpu_count() or 2))


class Workers:
    """One runner for each kind of work.

    Two do what the window waits for, `views` and `review`; the others stand back behind it.

    Attributes
    ----------
    engine : JobRunner
        Owns the network: all that is asked of it is asked here, the most urgent first.
    exports : JobRunner
        Writes what leaves the program; waits for the engine.
    views : JobRunner
        Decodes the photos that are looked at.
    painters : JobRunner
        Paints overlays.
    decoders : JobRunner
        Decodes the photos that are tagged behind the window.
    catalogs : JobRunner
        Reads shops' files for the way back, and writes them; imports models.
    similar : JobRunner
        Looks for similar photos; waits for the engine.
    scans : JobRunner
        Walks folders, and does what takes long and nobody waits for.
    tiles : JobRunner
        Makes thumbnails.
    review : JobRunner
        Writes decisions, in order.
    """

    def __init__(self) -> None:
        self.engine = JobRunner("engine", on_start=stand_back)
        self.exports = JobRunner("export", on_start=stand_back)
        self.views = JobRunner("views", workers=2)
        self.painters = JobRunner("painter", on_start=stand_back)
        self.decoders = JobRunner("decoders", DECODERS, stand_back)
        self.catalogs = JobRunner("catalog", on_start=stand_back)
        self.similar = JobRunner("similar", on_start=stand_back)
        self.scans = JobRunner("scan", on_start=stand_back)
        self.tiles = JobRunner("thumbnails", 2, stand_back)
        self.review = JobRunner("review")

    def close(self) -> None:
        """Stop all of them and wait for their ends; those that wait for the engine go first."""
        for runner in (
            self.exports,
            self.similar,
            self.engine,
            self.views,
            self.painters,
            self.decoders,
            self.catalogs,
            self.scans,
            self.tiles,
            self.review,
        ):
            runner.close()
