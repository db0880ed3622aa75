"""What a report says, worded once, so that window, card and PDF never differ."""

import math
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from core.entities import (
    ClassScore,
    ExplainSettings,
    Explanation,
    Photo,
    Prediction,
    Surrogate,
)
from core.report.product_note import ProductNote
from core.version import __version__
from core.vocabulary import Fill, Status
from core.wording import percent

if TYPE_CHECKING:
    from core.explain.faithfulness import Faithfulness
    from core.explain.overlay import OverlayStyle
    from core.inference.card import Card
    from core.inference.class_choice import ClassChoice

STATUS_MARKS: Final = {
    Status.KNOWN: "●",
    Status.UNCERTAIN: "◐",
    Status.UNKNOWN: "◇",
    Status.ERROR: "✕",
}
"""A shape beside each word, so that colour is never the only sign."""

MINUS: Final = "\N{MINUS SIGN}"
STRONGEST: Final = 6
"""Superpixels listed by weight."""

READING: Final = (
    "Each page shows the photo as it is and once more with the regions that drove the tag: orange "
    "regions spoke for it, blue ones against it, and the stronger the colour, the more. The bars "
    "give the five most probable classes. Strongest weights lists the regions by how much the "
    "answer changed with them. The activation map shows where the network itself saw the class, "
    "by another way of reckoning; where the two agree, the explanation rests on firmer ground. "
    "Deletion takes the regions away, strongest first, and insertion brings them back: the class's "
    "probability must fall sooner, and rise sooner, than in random order. "
    "The last lines hold what is needed to compute the page again; the same is attached to this "
    "file for tagproof report verify."
)

LIMITS: Final = (
    "The coloured regions show which parts of this photo moved the network's answer while parts "
    "of it were hidden. They do not show that the tag is right, nor what a person would look at. "
    "LIME fits a simple linear model near this one photo: where its R2 is low or the two halves "
    "of the samples disagree, read the regions with care. Hiding a region also makes pictures "
    "that no camera takes, and another cut into regions or another seed can move the weights. "
    "Confidence was calibrated on photos like those the network was trained on and means "
    "little for anything else."
)


NETWORK_LEFT_OUT: Final = (
    "Left out",
    "the pages about the network; they are in the program's menu, under About this model",
)
"""What a report without these pages says instead, by name."""


class PackFacts(Protocol):
    """What a report needs to know about the pack that answered."""

    @property
    def name(self) -> str:
        """Of the pack."""
        ...

    @property
    def version(self) -> str:
        """Of the pack."""
        ...

    @property
    def sha256(self) -> str:
        """Of the network file that answered."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """Classes in the network's order."""
        ...

    @property
    def card(self) -> "Card | None":
        """What is known about the network; None where that was not kept."""
        ...

    @property
    def class_weights(self) -> NDArray[np.float32] | None:
        """(f, n_classes), for the activation map; None where the network has no pooling head."""
        ...

    @property
    def choice(self) -> "ClassChoice":
        """Which of the classes could occur."""
        ...


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """What the reviewer made of the tag.

    Attributes
    ----------
    word : str
        "accepted", "corrected", "flagged", "skipped", or "to do".
    label : str
        The tag that the catalog now holds; empty where none is decided.
    reviewer : str
    decided : datetime or None
        UTC; None where nothing is decided.
    existing : str
        The catalog's tag before; empty where there was none.
    agrees : bool
        Whether that tag means the network's class.
    entry : str
        Hash of the audit log's entry, which pins all entries before it.
    """

    word: str
    label: str
    reviewer: str
    decided: datetime | None
    existing: str = ""
    agrees: bool = False
    entry: str = ""


@cache
def library_versions() -> Mapping[str, str]:
    """Versions of what the numbers depend on, by the name that people know it under."""
    packages = {"LiteRT": "ai-edge-litert", "lime": "lime", "scikit-image": "scikit-image"}
    found = {"Tagproof": __version__, "Python": platform.python_version()}
    for name, package in packages.items():
        try:
            found[name] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[name] = "not recorded"
    return found


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """Everything that card, page and record of one photo are made from.

    Attributes
    ----------
    created : datetime
        UTC; the only time that appears in the outputs.
    style : OverlayStyle
        How the overlay is painted.
    versions : mapping of str to str
        Program, Python and libraries.
    decision : DecisionNote or None
    faithfulness : Faithfulness or None
        Deletion and insertion against random order, where they were measured.
    product : ProductNote or None
        Where the photo is one of several of a product, which the page is then about.
    """

    photo: Photo
    prediction: Prediction
    explanation: Explanation
    pack: PackFacts
    style: "OverlayStyle"
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    versions: Mapping[str, str] = field(default_factory=library_versions)
    decision: DecisionNote | None = None
    faithfulness: "Faithfulness | None" = None
    product: ProductNote | None = None

    @property
    def tag(self) -> ClassScore:
        """What the page is headed by: the product's tag, or that of a photo by itself."""
        return self.product.tag if self.product else self.prediction.top[0]

    @property
    def status(self) -> Status:
        """How far that tag can be relied on."""
        return self.product.status if self.product else self.prediction.status


def signed(value: float) -> str:
    """Say a weight with its sign, three decimals and a true minus."""
    return f"{value:+.3f}".replace("-", MINUS)


def status_word(status: Status) -> str:
    """Say a status in the middle of a line."""
    return status.caption.lower()


def utc(moment: datetime) -> str:
    """Say a time, in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def scores(report: PhotoReport) -> list[tuple[str, float, str]]:
    """Give the top classes, of a product by all its photos, as label, probability, wording."""
    top = report.product.top if report.product else report.prediction.top
    return [(c.label, c.probability, percent(c.probability)) for c in top]


def strongest(surrogate: Surrogate, count: int = STRONGEST) -> list[tuple[int, float]]:
    """Give the superpixels of largest absolute weight, strongest first, with their weights."""
    order = np.argsort(-np.abs(surrogate.weights), kind="stable")[:count]
    return [(int(i), float(surrogate.weights[i])) for i in order]


def place(report: PhotoReport, superpixel: int) -> str:
    """Say where a superpixel lies, and which it is: "Upper left (7)"."""
    from core.explain import narrative

    where = narrative.place_of(report.explanation, superpixel).removeprefix("the ")
    return f"{where.capitalize()} ({superpixel})"


def picture_size(report: PhotoReport) -> str:
    """Say the photo's size as width by height."""
    height, width = report.photo.full_size
    return f"{width} \N{MULTIPLICATION SIGN} {height} px"


def original_caption(report: PhotoReport) -> str:
    """Say how large the photo is, and whether the network saw only the part outlined beside it."""
    part = ", tagged from the outlined part" if report.explanation.framed else ""
    name = report.photo.path.name if report.product else "Original"  # its page's head says more
    return f"{name}, {picture_size(report)}{part}"


def member_caption(report: PhotoReport) -> str:
    """Say which of its product's photos this is, and what it says alone; else nothing."""
    if report.product is None or not report.product.several:
        return ""
    own = report.prediction.top[0]
    return f"{report.product.place.capitalize()}: {own.label}, {percent(own.probability)}"


def shown(report: PhotoReport) -> Explanation:
    """Give the explanation, the class that the overlay shows first."""
    explanation = report.explanation
    return replace(explanation, label=report.style.label or explanation.label)


def explained(report: PhotoReport) -> Surrogate:
    """Give the linear model of the class that the overlay shows."""
    return shown(report).surrogate


def why(report: PhotoReport) -> tuple[str, ...]:
    """Say in sentences what decided the tag, and how sure that is."""
    from core.explain import narrative

    return narrative.sentences(report.prediction, shown(report))


def overlay_caption(report: PhotoReport) -> str:
    """Say what the overlay explains."""
    return f"Why {explained(report).label}"


def key_parameters(report: PhotoReport) -> str:
    """Give the one line of parameters that stands on a card."""
    explanation = report.explanation
    return (
        f"{explanation.samples:,} samples · {explanation.superpixels} superpixels · "
        f"seed {explanation.settings.seed} · R2 {explained(report).r2:.2f}"
    )


def pack_line(report: PhotoReport) -> str:
    """Name the pack and the first letters of its network's hash."""
    pack = report.pack
    line = f"{pack.name} {pack.version} · {pack.sha256[:12]}"
    return f"{line} · {_how_many(pack)}" if pack.choice.names else line


def _how_many(pack: PackFacts) -> str:
    return f"{len(pack.choice.names)} of {len(pack.labels)} classes"


def classes_chosen(pack: PackFacts) -> list[tuple[str, str]]:
    """Say which of the network's classes could occur, by name; empty where all could."""
    names = pack.choice.names
    return [("Classes", f"{_how_many(pack)}: {', '.join(names)}")] if names else []


def _figure(value: float) -> str:
    if math.isnan(value):
        return "too few"
    # Where the network hardly changes at all, an R2 can be minus millions.
    return (f"{value:.3f}" if value >= -1 else "below -1").replace("-", MINUS)


def _share(value: float) -> str:
    return "too few" if math.isnan(value) else percent(value)


def quality(report: PhotoReport) -> list[tuple[str, str]]:
    """Say how well the explanation describes the network, by name and figure."""
    from core.explain.agreement import repeatability, stability_of
    from core.explain.quality import agreement_with_map, badge

    surrogate = explained(report)
    stability = stability_of(surrogate)
    gap = abs(surrogate.local_prediction - surrogate.model_value)
    agreed = agreement_with_map(shown(report), report.photo, report.prediction, report.pack)
    return [
        ("Verdict", badge(shown(report)).trust.caption.lower()),
        ("Fit of the linear model (R2)", _figure(surrogate.r2)),
        ("Fit on unseen samples (R2)", _figure(surrogate.held_out_r2)),
        ("Gap to the network here", _figure(gap)),
        ("Rank agreement of two halves", _figure(stability.rank_correlation)),
        ("Top five again, another seed", _share(repeatability(surrogate))),
        ("Shared top five of two halves", _share(stability.top5_jaccard)),
        ("Agreement with the map", "no such map" if agreed is None else _figure(agreed)),
    ]


def parameters(report: PhotoReport) -> list[tuple[str, str]]:
    """Give every choice that the explanation depends on, by name."""
    explanation, settings = report.explanation, report.explanation.settings
    surrogate = explained(report)
    return [
        ("Class explained", f"{surrogate.label}, one of {len(explanation.surrogates)}"),
        *([("Set against", settings.against)] if settings.against else []),
        ("Samples", f"{explanation.samples:,} of at most {settings.samples:,}"),
        ("Stopped", "two halves agreed" if explanation.stable else "at the limit"),
        ("Superpixels", f"{explanation.superpixels} ({settings.superpixels} asked)"),
        ("Seed", str(settings.seed)),
        ("Segmenter", settings.segmenter.value),
        ("Fill", _fill(settings)),
        ("Sampling", settings.sampling.value),
        ("Fitted to", settings.target.value),
        ("Kernel width", f"{settings.kernel_width:g}"),
        ("Intercept", signed(surrogate.intercept)),
        ("Time taken", f"{explanation.seconds:.2f} s"),
    ]


def _fill(settings: ExplainSettings) -> str:
    coloured = settings.fill is Fill.COLOUR
    return f"{settings.fill.value} {settings.fill_colour}" if coloured else settings.fill.value


def provenance(report: PhotoReport) -> list[tuple[str, str]]:
    """Give what identifies photo, network and programs, by name."""
    return [
        ("Made", utc(report.created)),
        ("Network", f"{report.pack.name} {report.pack.version}"),
        ("Network SHA-256", report.pack.sha256),
        *classes_chosen(report.pack),
        ("Photo SHA-256", report.photo.sha256),
        ("Versions", version_line(report)),
    ]


def common_facts(report: PhotoReport) -> list[tuple[str, str]]:
    """Give what the photos of a long report usually share, by name."""
    settings, pack = report.explanation.settings, report.pack
    asked = (
        f"up to {settings.samples:,} samples, about {settings.superpixels} superpixels, "
        f"seed {settings.seed}"
    )
    asked += f", set against {settings.against}" if settings.against else ""
    return [
        ("Network", f"{pack.name} {pack.version} · SHA-256 {pack.sha256}"),
        *classes_chosen(pack),
        ("Explained with", asked),
        ("Versions", version_line(report)),
    ]


def version_line(report: PhotoReport) -> str:
    """Say all versions in one line."""
    return " · ".join(f"{name} {version}" for name, version in report.versions.items())
