"""Seeing to it that a product can be hidden: how it is cut, and what is painted over it.

What is hidden shows the background's colour, as a photo without the product would. Of a white shoe
on white paper that takes little away: its faint rim counts as background, gives the class away as
before, and no superpixel of the shoe changes the answer. So the network itself is asked, once for
each photo, what is left of the class with the whole product hidden. Where that is too much, the
product is cut with its rim; where there is no rim to be had, as of cloth in one colour that fills
the frame, black or white hides it, whichever is farther from the cloth.

Another fill is no help on white: grey, black, a blur and each superpixel's mean all draw a
silhouette, or leave one, that the network knows as well (docs/explanations.md has the figures).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from core.entities import ExplainSettings, Photo
from core.explain.probe import Probe
from core.explain.segmentation import Segmentation, segment
from core.imaging.framing import border_colour
from core.vocabulary import Fill, Target

if TYPE_CHECKING:
    from core.inference.classifier import Classifier

MOST_LEFT: Final = 0.5
"""Share of the class's probability that may be left where the whole product is hidden."""

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"


def probe(classifier: Classifier, photo: Photo, settings: ExplainSettings, label: str) -> Probe:
    """Cut a photo, and make it ready to be shown in parts.

    Parameters
    ----------
    classifier : Classifier
        Its engine is used by nobody else meanwhile.
    photo : Photo
    settings : ExplainSettings
        A fill that they name is taken as it is; only under `Fill.AUTO` anything is tried.
    label : str
        The class explained.

    Returns
    -------
    Probe
        Its settings name the segmenter that cut, whether with the rim, and the fill. As usual where
        nothing that is tried hides the product.

    Raises
    ------
    EngineError
        The network answered NaN or infinity.
    """
    if settings.fill is not Fill.AUTO:
        return _probe(classifier, photo, replace(settings, rim=bool(settings.rim)))
    first = _probe(classifier, photo, replace(settings, fill=Fill.BACKGROUND, rim=False))
    if _hides(first, label):
        return first
    tried = (_probe(classifier, photo, one) for one in _others(photo, settings, first.segmentation))
    return next((one for one in tried if _hides(one, label)), first)


def _probe(classifier: Classifier, photo: Photo, settings: ExplainSettings) -> Probe:
    cut = segment(
        photo.pixels,
        settings.segmenter,
        settings.superpixels,
        settings.instead,
        rim=bool(settings.rim),
    )
    return Probe(classifier, photo, cut, replace(settings, segmenter=cut.cut))


def _others(
    photo: Photo, settings: ExplainSettings, usual: Segmentation
) -> Iterator[ExplainSettings]:
    """Give what to try where the background's colour leaves the product seen, in this order."""
    if usual.background is not None:
        yield replace(settings, fill=Fill.BACKGROUND, rim=True)
    bright = float(border_colour(photo.pixels).mean()) > 127.5
    colour = BLACK if bright else WHITE
    yield replace(settings, fill=Fill.COLOUR, fill_colour=colour, rim=False)


def _hides(probe: Probe, label: str) -> bool:
    """Whether the class is given up once every superpixel of the product is hidden."""
    rows = np.ones((2, probe.segmentation.count), dtype=bool)
    rows[1] = np.arange(probe.segmentation.count) == probe.segmentation.background
    shown, hidden = probe.ask_all(rows, [label], Target.PROBABILITY)[:, 0]
    return bool(hidden < MOST_LEFT * shown)
