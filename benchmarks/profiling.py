"""Where the time of an explanation goes, and how much memory it takes."""

import cProfile
import pstats
import tracemalloc
from typing import Final

from core.entities import ExplainSettings, Photo
from core.explain.lime import explain
from core.inference.classifier import Classifier
from model.measuring.page import percent_cell, table

PARTS: Final = {
    "the network whole, and writing its pictures": ("engines.py", "run_written"),
    "its first layers, once": ("engines.py", "run"),
    "those behind them, on squares not seen before": ("engines.py", "run_windows"),
    "waiting for the others, which look up their maps": ("engines.py", "waited_for"),
    "superpixels (aim: under 40 ms)": ("segmentation.py", "segment"),
    "pictures that show all patterns": ("covering.py", "covering_rows"),
    "log-odds": ("surrogate.py", "targets"),
    "fits (aim: under 10 ms)": ("samples.py", "result"),
}
"""What is told: a file's function whose time, with all that it calls, is added up."""

MORE: Final = 8
"""Times as many samples, to see whether memory grows."""


def profile(classifier: Classifier, photos: list[Photo], samples: int) -> str:
    """Profile explanations; gives a table of shares and of milliseconds a photo."""
    settings = ExplainSettings(samples=samples, until_stable=False)
    seconds, whole = dict.fromkeys(PARTS, 0.0), 0.0
    for photo in photos:
        prediction, profiler = classifier.classify(photo), cProfile.Profile()
        profiler.runcall(explain, classifier, photo, prediction, settings)
        stats = pstats.Stats(profiler).get_stats_profile()
        whole += stats.total_tt
        for (file, _, name), (*_, cumulative, _callers) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
            for part, (there, called) in PARTS.items():
                if name == called and file.endswith(there):
                    seconds[part] += cumulative
    seconds["everything else"] = whole - sum(seconds.values())
    lines = [
        [part, f"{1000 * taken / len(photos):.1f}", percent_cell(taken / whole)]
        for part, taken in seconds.items()
    ]
    title = f"Where the time goes, {samples:,} samples, under a profiler:"
    return f"{title}\n\n{table(['part', 'ms a photo', 'share'], lines)}"


def memory(classifier: Classifier, photo: Photo, samples: int) -> str:
    """Measure the most memory that Python held at once, for few samples and for many."""
    few, many = (_peak(classifier, photo, count) for count in (samples, MORE * samples))
    return (
        f"Memory at its peak: {few:.1f} MB for {samples:,} samples, {many:.1f} MB for "
        f"{MORE * samples:,} (the engine's own apart). A list of the pictures would take "
        f"{MORE * samples * classifier.size**2 * 3 / 1e6:,.0f} MB."
    )


def _peak(classifier: Classifier, photo: Photo, samples: int) -> float:
    prediction = classifier.classify(photo)
    settings = ExplainSettings(samples=samples, until_stable=False)
    tracemalloc.start()
    explain(classifier, photo, prediction, settings)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6
