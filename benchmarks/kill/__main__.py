"""Kill the program at random moments, and look whether anything confirmed is gone.

    python -m benchmarks.kill --times 500                    # commands and window, and power cuts
    python -m benchmarks.kill --times 50 --only restore
    python -m benchmarks.kill --deciding 200                 # one file, decided in at full speed

Every run begins with a copy of one folder. A command, or the window with a script for hands, is
let loose in it and killed: at a random change of the disk, in the middle of a write too, or at a
random time. Then the disk loses what was not flushed (`disk.c`, loaded before the C library): in a
third of the runs nothing, as where the program alone dies; in a third everything; in a third a
random part, by blocks and by folders. What is left is checked: every entry that was confirmed, the
chain of each review, every file by the library that reads it. Then the same is run to its end.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks.kill import disk

WARM: Final = (
    "core.cli.main", "core.batch", "core.folder_review", "core.session", "core.report.formats",
    "core.report.pdf", "core.inference.litert_engine", "core.inference.import_model",
    "core.explain.lime", "core.review.store", "benchmarks.kill.jobs", "benchmarks.scale",
    "desktop.app", "desktop.workbench", "desktop.dialogs.import_dialog", "openpyxl", "pypdf",
    "skimage.segmentation", "scipy.ndimage", "reportlab.pdfgen.canvas", "onnx", "onnxruntime",
    "ai_edge_litert.interpreter", "PIL.Image",
)  # fmt: skip
"""Imported once, so that a run takes a second and not five."""


def main() -> None:
    """Kill as often as asked; exit 1 where anything was lost."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--times", type=int, default=500)
    options.add_argument("--seconds", type=float, default=1e9, help="end after so long")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", default="", help="jobs whose name has this in it")
    options.add_argument("--deciding", type=int, default=0, help="kills of the older, quick kind")
    options.add_argument("--keep", type=Path, help="where what a fault left is kept")
    given = options.parse_args()
    if given.deciding:
        from benchmarks.kill import deciding

        sys.exit(deciding.kill_often(given.deciding, given.seed))
    if "TAGPROOF_DISK_LOADED" not in os.environ:
        _load_before_the_c_library()
    for module in WARM:
        __import__(module)
    from benchmarks.kill.trial import Trials

    with tempfile.TemporaryDirectory(prefix="tagproof-kill-") as folder:
        trials = Trials(Path(folder), given.only, random.Random(given.seed), given.keep)
        faults = trials.run(given.times, given.seconds)
        print(trials.told(), flush=True)
    print(f"{len(faults)} faults", *faults, sep="\n")
    for kind, times in Counter(trials.kinds).most_common():
        print(f"{times:5} {kind}")
    sys.exit(bool(faults))


def _load_before_the_c_library() -> None:
    """Begin anew, with the library of `disk.c` in front."""
    place = Path(tempfile.mkdtemp(prefix="tagproof-disk-"))
    library = disk.build(place)
    os.environ |= {"LD_PRELOAD": str(library), "TAGPROOF_DISK_LOADED": "1"}
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    os.execv(sys.executable, [sys.executable, "-m", "benchmarks.kill", *sys.argv[1:]])


if __name__ == "__main__":
    main()
