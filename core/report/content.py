"""What a report says, once, in its language, so that card and PDF never differ."""

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
from core.language.catalog import Language, english
from core.report.box_words import box_rows, said_size, seen_part
from core.report.product_note import ProductNote
from core.version import __version__
from core.vocabulary import Fill, Status

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

NOT_RECORDED: Final = "not recorded"
"""In place of a version, in records as well."""

STRONGEST: Final = 6
"""Superpixels listed by weight."""


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
        The value of a `Verdict`: "accepted", "corrected", "flagged", "skipped", or "to do".
    label : str
        The tag that the catalog now holds; empty where none is decided.
    reviewer : str
    decided : datetime or None
        UTC; None where nothing is decided.
    existing : str
        The catalog's tag before; empty where there was none.
    agrees : bool or None
        Whether that tag means the network's class; None where it means no class of the network.
    entry : str
        Hash of the audit log's entry, which pins all entries before it.
    """

    word: str
    label: str
    reviewer: str
    decided: datetime | None
    existing: str = ""
    agrees: bool | None = None
    entry: str = ""


@cache
def library_versions() -> Mapping[str, str]:
    """Versions of what the numbers depend on, by the name that people know it under."""
    found = {"Tagproof": __version__, "Python": platform.python_version()}
    for name in ("NumPy", "SciPy", "scikit-image"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = NOT_RECORDED
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
    language : Language
        In which it is worded.
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
    language: Language = field(default_factory=english)

    @property
    def tag(self) -> ClassScore:
        """What the page is headed by: the product's tag, or that of a photo by itself."""
        return self.product.tag if self.product else self.prediction.top[0]

    @property
    def status(self) -> Status:
        """How far that tag can be relied on."""
        return self.product.status if self.product else self.prediction.status


def signed(report: PhotoReport, value: float) -> str:
    """Say a weight with its sign, three decimals and a true minus."""
    return report.language.number(value, "+.3f")


def scores(report: PhotoReport) -> list[tuple[str, float, str]]:
    """Give the top classes, of a product by all its photos, as label, probability, wording."""
    top = report.product.top if report.product else report.prediction.top
    return [(c.label, c.probability, report.language.percent(c.probability)) for c in top]


def strongest(surrogate: Surrogate, count: int = STRONGEST) -> list[tuple[int, float]]:
    """Give the superpixels of largest absolute weight, strongest first, with their weights."""
    order = np.argsort(-np.abs(surrogate.weights), kind="stable")[:count]
    return [(int(i), float(surrogate.weights[i])) for i in order]


def place(report: PhotoReport, superpixel: int) -> str:
    """Say where a superpixel lies, and which it is: "Upper left (7)"."""
    from core.explain import narrative

    where = narrative.place_of(report.explanation, superpixel)
    return report.language.say(f"place_name.{where}", number=superpixel)


def original_caption(report: PhotoReport, *, from_file: bool = True) -> str:
    """Say how large the photo is, and whether the network saw only the part outlined beside it.

    Parameters
    ----------
    from_file : bool
        False where the file is gone or changed, and the copy made for the analysis is shown.
    """
    say = report.language.say
    name = report.photo.path.name if report.product else say("photo.original")
    parts = [name, said_size(report.photo.full_size, report.language)]
    parts += seen_part(report.photo.box, report.language, framed=report.explanation.framed)
    parts += [] if from_file else [say("photo.file_gone")]
    return ", ".join(parts)


def member_caption(report: PhotoReport) -> str:
    """Say which of its product's photos this is, and what it says alone; else nothing."""
    if report.product is None or not report.product.several:
        return ""
    own, note = report.prediction.top[0], report.product
    return report.language.say(
        "photo.of_product",
        number=note.explained,
        total=len(note.photos),
        label=own.label,
        share=own.probability,
    )


def shown(report: PhotoReport) -> Explanation:
    """Give the explanation, the class that the overlay shows first."""
    explanation = report.explanation
    return replace(explanation, label=report.style.label or explanation.label)


def explained(report: PhotoReport) -> Surrogate:
    """Give the linear model of the class that the overlay shows."""
    return shown(report).surrogate


def overlay_caption(report: PhotoReport) -> str:
    """Say what the overlay explains, and that a background that counts is outlined alone."""
    from core.explain.overlay import outlined_background

    outlined = report.style.boundaries and outlined_background(report.explanation, report.style)
    key = "photo.why" if outlined in (None, False) else "photo.why_outlined"
    return report.language.say(key, label=explained(report).label)


def key_parameters(report: PhotoReport) -> str:
    """Give the one line of parameters that stands on a card."""
    explanation = report.explanation
    return report.language.say(
        "computed.in_short",
        samples=report.language.count(explanation.samples, "sample"),
        regions=report.language.count(explanation.superpixels, "region"),
        seed=explanation.settings.seed,
        r2=explained(report).r2,
    )


def pack_line(report: PhotoReport) -> str:
    """Name the pack and the first letters of its network's hash."""
    pack = report.pack
    line = f"{pack.name} {pack.version} · {pack.sha256[:12]}"
    return f"{line} · {_how_many(pack, report.language)}" if pack.choice.names else line


def _how_many(pack: PackFacts, language: Language) -> str:
    chosen, classes = len(pack.choice.names), len(pack.labels)
    return language.say("computed.classes_chosen", chosen=chosen, classes=classes)


def classes_chosen(pack: PackFacts, language: Language) -> list[tuple[str, str]]:
    """Say which of the network's classes could occur, by name; empty where all could."""
    names = pack.choice.names
    if not names:
        return []
    return [(language.say("computed.classes"), f"{_how_many(pack, language)}: {', '.join(names)}")]


def _figure(value: float, language: Language) -> str:
    if math.isnan(value):
        return language.say("quality.too_few")
    # Where the network hardly changes at all, an R2 can be minus millions.
    return language.number(value, ".3f") if value >= -1 else language.say("quality.below", least=-1)


def _share(value: float, language: Language) -> str:
    return language.say("quality.too_few") if math.isnan(value) else language.percent(value)


def quality(report: PhotoReport) -> list[tuple[str, str]]:
    """Say how well the explanation describes the network, by name and figure."""
    from core.explain.agreement import repeatability, stability_of
    from core.explain.quality import agreement_with_map, badge

    surrogate, language = explained(report), report.language
    stability = stability_of(surrogate)
    gap = abs(surrogate.local_prediction - surrogate.model_value)
    agreed = agreement_with_map(shown(report), report.photo, report.prediction, report.pack)
    told = {
        "verdict": language.caption(badge(shown(report)).trust),
        "fit": _figure(surrogate.r2, language),
        "held_out": _figure(surrogate.held_out_r2, language),
        "gap": _figure(gap, language),
        "ranks": _figure(stability.rank_correlation, language),
        "repeated": _share(repeatability(surrogate), language),
        "shared": _share(stability.top5_jaccard, language),
        "map": language.say("quality.no_map") if agreed is None else _figure(agreed, language),
    }
    return [(language.say(f"quality.{name}"), said) for name, said in told.items()]


def parameters(report: PhotoReport) -> list[tuple[str, str]]:
    """Give every choice that the explanation depends on, by name."""
    explanation, settings = report.explanation, report.explanation.settings
    surrogate, language = explained(report), report.language
    say, models = language.say, len(explanation.surrogates)
    told = {
        "class_explained": say("computed.one_of", label=surrogate.label, count=models),
        "set_against": settings.against or "",
        "samples": say("computed.at_most", drawn=explanation.samples, most=settings.samples),
        "stopped": say("computed.halves" if explanation.stable else "computed.limit"),
        "superpixels": say(
            "computed.asked", cut=explanation.superpixels, asked=settings.superpixels
        ),
        "seed": str(settings.seed),
        "segmenter": say(f"computed.cut.{explanation.used.segmenter.value}"),
        "fill": _fill(explanation.used, language),
        "sampling": say(f"computed.sampled.{settings.sampling.value}"),
        "fitted_to": say(f"computed.target.{settings.target.value}"),
        "kernel_width": language.number(settings.kernel_width, "g"),
        "intercept": signed(report, surrogate.intercept),
        "time_taken": say("computed.seconds", seconds=explanation.seconds),
    }
    return [(say(f"computed.{name}"), value) for name, value in told.items() if value]


def _fill(settings: ExplainSettings, language: Language) -> str:
    name = language.say(f"computed.filled.{settings.fill.value}")
    return f"{name} {settings.fill_colour}" if settings.fill is Fill.COLOUR else name


def provenance(report: PhotoReport) -> list[tuple[str, str]]:
    """Give what identifies photo, network and programs, by name."""
    language, pack = report.language, report.pack
    return [
        (language.say("made.made"), language.moment(report.created)),
        (language.say("made.network"), f"{pack.name} {pack.version} · {engine_line(report)}"),
        (language.say("made.network_hash"), pack.sha256),
        *classes_chosen(report.pack, language),
        (language.say("made.photo_hash"), report.photo.sha256),
        *box_rows(report.photo.box, language),
        (language.say("made.versions"), version_line(report)),
    ]


def common_facts(report: PhotoReport) -> list[tuple[str, str]]:
    """Give what the photos of a long report usually share, by name."""
    settings, pack, say = report.explanation.settings, report.pack, report.language.say
    asked = say(
        "made.settings",
        samples=report.language.count(settings.samples, "sample"),
        regions=report.language.count(settings.superpixels, "region"),
        seed=settings.seed,
    )
    asked += say("made.against", label=settings.against) if settings.against else ""
    return [
        (say("made.network"), f"{pack.name} {pack.version} · SHA-256 {pack.sha256}"),
        *classes_chosen(pack, report.language),
        (say("made.engine"), engine_line(report)),
        (say("made.explained_with"), asked),
        (say("made.versions"), version_line(report)),
    ]


def network_left_out(language: Language) -> tuple[str, str]:
    """Say what a report without the pages about the network has instead, by name."""
    return language.say("made.left_out"), language.say("made.network_left_out")


def engine_line(report: PhotoReport) -> str:
    """Say what gave the tag, and what answered the samples where that was something else."""
    say = report.language.say
    kept = (report.prediction.engine, report.explanation.engine)
    tagged, explained_by = (str(facts) if facts else say("made.not_recorded") for facts in kept)
    if tagged == explained_by:
        return tagged
    return say("made.two_engines", tag=tagged, explanation=explained_by)


def version_line(report: PhotoReport) -> str:
    """Say all versions in one line."""
    unknown = {NOT_RECORDED: report.language.say("made.not_recorded")}
    return " · ".join(
        f"{name} {unknown.get(version, version)}" for name, version in report.versions.items()
    )
