"""The nouns of the program: frozen records without behaviour beyond their own fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from core.vocabulary import Doubt, Fill, Sampling, Segmenter, Status, Target

Pixels = NDArray[np.uint8]
"""A picture: (H, W, 3) uint8 RGB; a batch: (N, H, W, 3)."""

TOP_K: Final = 5

UNSEEN: Final = -1
"""In place of a superpixel's id: the network does not see this part of the photo."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in an upright picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int

    def __str__(self) -> str:
        """Write it as files hold it: left,top,width,height."""
        return f"{self.left},{self.top},{self.width},{self.height}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; raises ValueError."""
        left, top, width, height = map(int, text.split(","))
        return cls(left, top, width, height)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box around the item, in the pixels of the upright file, and what it was drawn on.

    Attributes
    ----------
    box : Box
    sha256 : str
        Of the file's bytes; it says nothing of any other content. Empty: whatever the file holds.
    """

    box: Box
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo as the network and the explanation see it.

    Attributes
    ----------
    path : Path
        Where it came from.
    pixels : (H, W, 3) uint8 RGB
        Upright, on white, longer side at most `images.ANALYSIS_SIDE` px; of a photo with a box,
        what is inside it.
    full_size : (int, int)
        Height and width of the whole upright photo in the file, px.
    sha256 : str
        Of the file's bytes, hexadecimal.
    note : str
        What is odd about the file though it could be read; mostly empty.
    box : Box or None
        Around the item, in the pixels of the upright file, where somebody drew one.
    """

    path: Path
    pixels: Pixels
    full_size: tuple[int, int]
    sha256: str
    note: str = ""
    box: Box | None = None

    @property
    def subject(self) -> str:
        """What answers are about, and are kept by."""
        return subject_of(self.sha256, self.box)

    @property
    def item_size(self) -> tuple[int, int]:
        """Height and width of what is tagged and explained, in the file's px."""
        return self.full_size if self.box is None else (self.box.height, self.box.width)


def subject_of(sha256: str, box: Box | None) -> str:
    """Name what the network is asked about: a content, or what is inside a box in it."""
    return sha256 if box is None else f"{sha256}@{box}"


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class with its calibrated probability in [0, 1]."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What answered, as the running engine found it; goes into every record of an answer.

    Attributes
    ----------
    name : str
        As people know it: "LiteRT".
    version : str
        Of its library; with the libraries below it, where they compute.
    kernels : str
        What its arithmetic was done by: "XNNPACK", or "built-in". Others round otherwise.
    """

    name: str
    version: str
    kernels: str

    def __str__(self) -> str:
        """Say it as page and terminal do: LiteRT 2.3.0 (XNNPACK)."""
        return f"{self.name} {self.version} ({self.kernels})"

    def to_json(self) -> str:
        """Write it as a review holds it."""
        return json.dumps([self.name, self.version, self.kernels])

    @classmethod
    def from_json(cls, text: str | None) -> Self | None:
        """Read what `to_json` wrote; None where nothing was kept, or nothing we understand."""
        try:
            name, version, kernels = json.loads(text or "")
        except (ValueError, TypeError):
            return None
        return cls(str(name), str(version), str(kernels))


@dataclass(frozen=True, slots=True)
class Prediction:
    """The network's answer for one photo.

    Attributes
    ----------
    top : tuple of ClassScore
        The `TOP_K` most probable classes, descending; fewer where fewer can occur.
    status : Status
    probabilities : (n_classes,) float32
        Calibrated, sums to 1; 0 for classes that cannot occur.
    logits : (n_classes,) float32
        Of all classes, as the network answered.
    features : (h, w, f) float32 or None
        Last feature map; None where the network has no pooling head.
    rival : str or None
        The other class of the tag's family, where the tag lies in one.
    strangeness : float or None
        The pack's unknown score, the higher the stranger; None where it was not kept.
    doubt : Doubt or None
        Why the tag is not known; None where it is, and where a review kept the status alone.
    engine : EngineFacts or None
        What answered; None where it was not kept.
    """

    top: tuple[ClassScore, ...]
    status: Status
    probabilities: NDArray[np.float32]
    logits: NDArray[np.float32]
    features: NDArray[np.float32] | None = None
    rival: str | None = None
    strangeness: float | None = None
    doubt: Doubt | None = None
    engine: EngineFacts | None = None

    @property
    def label(self) -> str:
        """The most probable class."""
        return self.top[0].label

    @property
    def confidence(self) -> float:
        """Its calibrated probability."""
        return self.top[0].probability


@dataclass(frozen=True, slots=True)
class ExplainSettings:
    """Every choice that an explanation depends on; recorded with it.

    Attributes
    ----------
    samples : int
        Limit of perturbations drawn, the unperturbed photo included.
    until_stable : bool
        Stop before the limit once two disjoint halves of the samples agree.
    superpixels : int
        Wanted number of superpixels; the cut may give a few more or less.
    kernel_width : float
        Similarity scale of lime's exponential kernel on cosine distance.
    seed : int
    labels : tuple of str
        Classes to explain beside the top; empty: the top alone.
    fill_colour : str
        "#rrggbb": what replaces superpixels under `Fill.COLOUR`; read by no other fill.
    classes : int
        How many of the most probable classes are explained at once.
    against : str or None
        The class that the one explained is set against, "why this and not that"; None: no class.
    instead : Segmenter or None
        What cuts where `segmenter` gives far too few superpixels; None: nothing does.
    rim : bool or None
        Whether a product's faint rim is cut with it; None: under `Fill.AUTO` where it must be.
    """

    target: Target = Target.LOG_ODDS
    sampling: Sampling = Sampling.NESTED
    segmenter: Segmenter = Segmenter.SLIC
    fill: Fill = Fill.AUTO
    superpixels: int = 20
    samples: int = 1024
    until_stable: bool = True
    kernel_width: float = 0.25
    seed: int = 0
    labels: tuple[str, ...] = ()
    fill_colour: str = "#000000"
    classes: int = TOP_K
    against: str | None = None
    instead: Segmenter | None = Segmenter.PRODUCT_GRID
    rim: bool | None = None

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Self:
        """Read what `dataclasses.asdict` and JSON made of settings.

        Raises
        ------
        TypeError, ValueError, KeyError
            A field is missing, unknown, or not one of its choices. The last five may be missing:
            records from before they could be chosen have their defaults, and nothing instead.
        """
        instead = fields.get("instead")
        return cls(
            **{
                **fields,
                "target": Target(fields["target"]),
                "sampling": Sampling(fields["sampling"]),
                "segmenter": Segmenter(fields["segmenter"]),
                "fill": Fill(fields["fill"]),
                "labels": tuple(fields["labels"]),
                "instead": None if instead is None else Segmenter(instead),
            }
        )


@dataclass(frozen=True, slots=True)
class Surrogate:
    """The weighted linear model of one class.

    Attributes
    ----------
    label : str
    weights : (n_superpixels,) float64
        Signed superpixel weights, in the target's unit.
    intercept : float
    r2 : float
        Weighted R2 on the samples it was fitted to (lime's "score").
    local_prediction : float
        The surrogate's value for the unperturbed photo, in the target's unit.
    model_value : float
        The network's own value there.
    held_out_r2 : float
        Weighted R2 on samples that the fit had not seen; NaN where there were too few.
    standard_errors : (n_superpixels,) float64 or None
        Of the weights; None while an explanation is still being refined.
    halves : (2, n_superpixels) float64 or None
        The weights that two disjoint halves of the samples give; None where there are none.
    """

    label: str
    weights: NDArray[np.float64]
    intercept: float
    r2: float
    local_prediction: float
    model_value: float
    held_out_r2: float = float("nan")
    standard_errors: NDArray[np.float64] | None = None
    halves: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Which superpixels drove a tag.

    Attributes
    ----------
    label : str
        The class explained first; key into `surrogates`.
    segments : (H, W) int32
        Superpixel ids 0..n-1 at the size of `Photo.pixels`, UNSEEN outside the network's frame.
    surrogates : dict of str to Surrogate
        One per explained class, the top five among them.
    samples : int
        Perturbations drawn, the unperturbed photo included.
    settings : ExplainSettings
    seconds : float
        Wall time from the decoded photo to the fitted weights.
    final : bool
        False for a progress event that will be refined.
    stable : bool
        True where sampling stopped because two halves agreed, before or at the limit.
    background : int or None
        The superpixel that is the plain background, where one was found.
    engine : EngineFacts or None
        What answered the samples; None where it was not kept.
    decided : ExplainSettings or None
        The settings with what they leave to the photo: what cut it, and what hides superpixels.
        None: as they say.
    """

    label: str
    segments: NDArray[np.int32]
    surrogates: dict[str, Surrogate]
    samples: int
    settings: ExplainSettings
    seconds: float
    final: bool = True
    stable: bool = False
    background: int | None = None
    engine: EngineFacts | None = None
    decided: ExplainSettings | None = None

    @property
    def used(self) -> ExplainSettings:
        """The settings as they were carried out on this photo."""
        return self.decided or self.settings

    @property
    def surrogate(self) -> Surrogate:
        """The model of the class explained first."""
        return self.surrogates[self.label]

    @property
    def superpixels(self) -> int:
        """Number of superpixels."""
        return len(self.surrogate.weights)

    @property
    def sizes(self) -> NDArray[np.intp]:
        """Pixels of each superpixel, (n_superpixels,)."""
        seen = self.segments[self.segments != UNSEEN]
        return np.bincount(seen, minlength=self.superpixels)

    @property
    def framed(self) -> bool:
        """Whether the network saw only a part of the photo."""
        return bool((self.segments == UNSEEN).any())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What classifying one file gave: a prediction or the reason why there is none.

    Attributes
    ----------
    path : Path
    prediction : Prediction or None
    error : str
        Empty where all is well.
    subject : str
        As `Photo.subject`; empty where the file could not be read.
    note : str
        What is odd about a file that could be read; mostly empty.
    """

    path: Path
    prediction: Prediction | None = None
    error: str = ""
    subject: str = ""
    note: str = ""

    @property
    def status(self) -> Status:
        """The prediction's status, or error."""
        return self.prediction.status if self.prediction else Status.ERROR


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a long job: `done` of `total` (0: not known yet), and what is being worked on."""

    done: int
    total: int
    note: str = ""
    seconds_left: float | None = field(default=None)
