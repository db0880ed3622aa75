"""The closed sets that more than one room decides by, each written down here and nowhere else.

Enums alone: the window imports them before its first paint, without numpy or Qt. A value is what
files and the command line hold, a caption what people read in English: resources/wording translates
those of reports, `tr_noop` those of the window. Who decides by a set covers it whole.
"""

from enum import StrEnum
from typing import Final

from core.captioned import Captioned


def tr_noop(text: str) -> str:
    """Mark a text for translation where it is shown; Qt's word for it."""
    return text


class Status(Captioned):
    """How far a tag can be relied on; thresholds stand in the pack's card."""

    KNOWN = "known", "Sure", "The model is sure of this tag."
    UNCERTAIN = "uncertain", "Not sure", "The model is not sure of this tag: look at it yourself."
    UNKNOWN = (
        "unknown",
        "Unfamiliar",
        "Unlike anything that the model learnt from: decide yourself.",
    )
    ERROR = "error", "Unreadable", "This file could not be read."


class Doubt(Captioned):
    """Why the network is not sure of a tag."""

    STRANGE = (
        "strange",
        tr_noop("Unlike what it knows"),
        tr_noop("The photo is unlike those that the model learnt from."),
    )
    LEFT_OUT = (
        "left out",
        tr_noop("Probably a class left out"),
        tr_noop("Most of the model's probability falls on classes that are left out."),
    )
    FAMILY = (
        "family",
        tr_noop("Two often confused classes"),
        tr_noop("The two most probable classes are often confused, and neither stands out."),
    )
    RIVAL = (
        "rival",
        tr_noop("Torn between two classes"),
        tr_noop("The runner-up is so close that neither of the two stands out."),
    )
    IMPROBABLE = (
        "improbable",
        tr_noop("No class stands out"),
        tr_noop("No class is probable enough."),
    )


class Verdict(Captioned):
    """Where a photo stands on the desk, in the order of the numbers that the file stores."""

    TODO = "to do", "To do", "Not decided yet."
    SKIPPED = "skipped", "Skipped", "Left for later."
    ACCEPTED = "accepted", "Accepted", "The tag was kept."
    CORRECTED = "corrected", "Corrected", "The tag was changed."
    FLAGGED = "flagged", "Flagged", "Flagged for somebody else."

    @property
    def rank(self) -> int:
        """The verdict as the file stores it; pending ones come first."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}
PENDING: Final = (Verdict.TODO, Verdict.SKIPPED)
TAGGED: Final = (Verdict.ACCEPTED, Verdict.CORRECTED)


class Action(StrEnum):
    """What an entry of the log did."""

    ACCEPT = "accept"
    CORRECT = "correct"
    FLAG = "flag"
    SKIP = "skip"
    WITHDRAW = "withdraw"
    RENAME = "rename"
    MOVE = "move"
    REPLACED = "replaced"
    GROUP = "group"
    UNGROUP = "ungroup"
    BOX = "box"
    UNBOX = "unbox"
    UNDO = "undo"
    REDO = "redo"


BY_HAND: Final = (Action.ACCEPT, Action.CORRECT, Action.FLAG, Action.SKIP, Action.WITHDRAW)
"""What a reviewer asks for by a key; the others follow from it, or from the files."""


class PassedOver(Captioned):
    """Why a decision about many photos leaves one of them as it was."""

    UNREADABLE = "unreadable", tr_noop("cannot be read")
    UNTAGGED = "untagged", tr_noop("not tagged yet")
    GONE = "gone", tr_noop("not there any more")
    DECIDED = "decided", tr_noop("decided before")


class Agreement(Captioned):
    """What a photo's catalog tag says of the network's; nothing is said without both."""

    AGREE = "agree", tr_noop("Same class")
    DIFFER = "differ", tr_noop("Another class")
    NO_CLASS = "no class", tr_noop("No class of the model")


class LeftAlone(Captioned):
    """Why a photo or product is not accepted by itself: the first of these that holds."""

    SKIPPED = "skipped", tr_noop("Skipped before"), tr_noop("It was left for later.")
    WAITING = "waiting", tr_noop("Not tagged yet"), tr_noop("The model has not seen it yet.")
    UNKNOWN = "unknown", Status.UNKNOWN.caption, Status.UNKNOWN.hint
    CONTRADICTED = (
        "contradicted",
        tr_noop("A photo contradicts its product"),
        tr_noop("One of the product's photos looks like another class."),
    )
    LESS_SURE = (
        "less sure",
        tr_noop("Below the minimum confidence"),
        tr_noop("The model is less confident in the tag than the slider asks."),
    )
    UNCERTAIN = "uncertain", Status.UNCERTAIN.caption, Status.UNCERTAIN.hint
    DISAGREES = (
        "disagrees",
        tr_noop("The catalog's tag differs"),
        tr_noop("The catalog's own tag means another class than the model's."),
    )
    NO_CLASS = (
        "no class",
        tr_noop("The catalog's tag means no class"),
        tr_noop("The catalog's own tag means none of the model's classes: it may be right."),
    )
    ALIKE = (
        "alike",
        tr_noop("Looks like an undecided one"),
        tr_noop("It looks like another photo that is not decided yet, or decided otherwise."),
    )


ON_REQUEST: Final = (
    LeftAlone.UNCERTAIN, LeftAlone.DISAGREES, LeftAlone.NO_CLASS, LeftAlone.ALIKE,
)  # fmt: skip
"""What is accepted by itself all the same where a reviewer asks for it."""


class Grouping(Captioned):
    """What makes several photos one product."""

    NONE = (
        "none",
        tr_noop("No products"),
        tr_noop("Every photo is tagged and decided on its own."),
    )
    FOLDER = (
        "folder",
        tr_noop("By file names and folders"),
        tr_noop("Photos with matching names, or in a folder of their own, form one product."),
    )
    NAMES = (
        "names",
        tr_noop("By file names"),
        tr_noop(
            "Photos whose names differ only in the view, as SKU_1 and SKU_front, form one product."
        ),
    )
    FOLDERS = (
        "folders",
        tr_noop("One product per folder"),
        tr_noop("Photos in a folder of their own, named only after their views, form one product."),
    )
    CATALOG = (
        "catalog",
        tr_noop("By the catalog file"),
        tr_noop("The catalog file says which photos belong together."),
    )


BY_NAME: Final = (Grouping.FOLDER, Grouping.NAMES, Grouping.FOLDERS)
"""What names tell: by either form, or by one alone."""


class Trust(Captioned):
    """How far an explanation can be trusted."""

    TRUST = "trust", "Reliable", "The explanation is reliable."
    CARE = "care", "Use with caution", "Use this explanation with caution."
    WEAK = "weak", "Unreliable", "The explanation is unreliable."


class Target(Captioned):
    """What the surrogate is fitted to."""

    LOG_ODDS = "log-odds", tr_noop("Log-odds: steady for confident tags")
    PROBABILITY = "probability", tr_noop("Probability")


class Sampling(Captioned):
    """How perturbations are drawn."""

    NESTED = "nested", tr_noop("Nested: the fewest samples are enough")
    BALANCED = "balanced", tr_noop("Balanced: fewer samples are enough")
    INDEPENDENT = "independent", tr_noop("Independent: as LIME draws")


class Segmenter(Captioned):
    """How superpixels are cut."""

    SLIC = "slic", tr_noop("Product cut evenly (SLIC)")
    WATERSHED = "watershed", tr_noop("Product cut along edges (watershed)")
    FELZENSZWALB = "felzenszwalb", tr_noop("By similarity (Felzenszwalb)")
    QUICKSHIFT = "quickshift", tr_noop("As LIME cuts (quickshift)")
    GRID = "grid", tr_noop("A plain grid")
    PRODUCT_GRID = "product-grid", tr_noop("A plain grid on the product")


class Fill(Captioned):
    """What replaces a superpixel that is off."""

    AUTO = "auto", tr_noop("Chosen for each photo")
    BACKGROUND = "background", tr_noop("The background's colour")
    MEAN = "mean", tr_noop("Their own mean colour, as LIME does")
    BLUR = "blur", tr_noop("A blur of the photo")
    COLOUR = "colour", tr_noop("A colour")


class OverlayKind(Captioned):
    """Flat superpixels, or a smooth heat map of all of them."""

    REGIONS = "regions", tr_noop("Regions"), tr_noop("The strongest regions, in plain colour")
    HEAT = "heat", tr_noop("Heat map"), tr_noop("All regions, smoothed")


class Sign(Captioned):
    """Which evidence is shown."""

    FOR = "for", tr_noop("For"), tr_noop("Only the evidence for the class")
    BOTH = "both", tr_noop("Both"), tr_noop("The evidence for and against the class")
    AGAINST = "against", tr_noop("Against"), tr_noop("Only the evidence against the class")


class Mode(Captioned):
    """Colour over the photo, or the photo with the rest faded."""

    BLEND = "blend", tr_noop("Colour"), tr_noop("Colours over the photo")
    DIM = "dim", tr_noop("Dim the rest"), tr_noop("The regions as photographed, the rest faded")


class Colours(Captioned):
    """Against and for."""

    BLUE_ORANGE = "blue-orange", tr_noop("Blue, orange")
    BLUE_RED = "blue-red", tr_noop("Blue, red")
    PURPLE_GREEN = "purple-green", tr_noop("Purple, green")


class ViewKey(Captioned):
    """The lists of a review, in the order in which the window offers them."""

    DOUBTFUL = (
        "doubtful",
        tr_noop("Doubtful first"),
        tr_noop("What is still to do, the least sure first"),
    )
    DISAGREEMENTS = (
        "disagreements",
        tr_noop("Disagreements"),
        tr_noop("The catalog's tag differs from the model's, the clearest first"),
    )
    UNKNOWN = (
        "unknown",
        tr_noop("Unfamiliar"),
        tr_noop("Unlike anything that the model learnt from"),
    )
    TO_DO = "to do", tr_noop("To do"), tr_noop("Not decided yet, by name")
    DONE = "done", tr_noop("Done"), tr_noop("Accepted or corrected, the latest first")
    FLAGGED = "flagged", tr_noop("Flagged"), tr_noop("Flagged for somebody else, the latest first")
    UNREADABLE = (
        "unreadable",
        tr_noop("Unreadable"),
        tr_noop("Files that cannot be read and are not decided, by name"),
    )
    ALL = "all", tr_noop("All"), tr_noop("Everything, by name")


class Facet(Captioned):
    """What a list is narrowed by, value by value, in the order in which the window offers it."""

    CLASS = "class", tr_noop("Class"), tr_noop("The tag decided on, else the model's")
    STATUS = "status", tr_noop("Status"), tr_noop("How sure the model is")
    DECISION = "decision", tr_noop("Decision"), tr_noop("What was decided")
    TERM = "term", tr_noop("Catalog term"), tr_noop("What the shop's file says")
    AGREEMENT = "agreement", tr_noop("Catalog and model"), tr_noop("Whether both say the same")
    BADGE = "badge", tr_noop("Explanation"), tr_noop("How reliable the explanation is")
    FOLDER = "folder", tr_noop("Folder"), tr_noop("Folder of the photo")


class Order(Captioned):
    """What a list is sorted by, in the order in which the window offers it."""

    DOUBT = "doubt", tr_noop("Least certain first")
    MARGIN = "margin", tr_noop("Closest runner-up first")
    CONFIDENCE = "confidence", tr_noop("Most certain first")
    PATH = "path", tr_noop("Name")
    DATE = "date", tr_noop("Newest file first")
    DECIDED = "decided", tr_noop("Latest decision first")
    STATUS = "status", tr_noop("Status")
    LABEL = "label", tr_noop("Class")
    FAMILY = "family", tr_noop("Family")
    VERDICT = "verdict", tr_noop("Decision")
    BADGE = "badge", tr_noop("Least reliable explanation first")
    DISAGREEMENT = "disagreement", tr_noop("Doubtful catalog tags first")
    CLUSTER = "cluster", tr_noop("Look-alikes together")


class PresetName(StrEnum):
    """Whole sets of choices for explanations under one name."""

    OURS = "ours"
    AS_PUBLISHED = "as-published"


class ToExplain(StrEnum):
    """Which photos of a folder are explained."""

    DOUBTFUL = "doubtful"
    ALL = "all"
    NONE = "none"

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Their statuses."""
        match self:
            case ToExplain.DOUBTFUL:
                return (Status.UNCERTAIN, Status.UNKNOWN)
            case ToExplain.ALL:
                return (Status.KNOWN, Status.UNCERTAIN, Status.UNKNOWN)
            case ToExplain.NONE:
                return ()


class ToGroup(StrEnum):
    """Which photos of a folder are tagged and decided as one product."""

    KEEP = "keep"
    FOLDER = "folder"
    NAMES = "names"
    FOLDERS = "folders"
    CATALOG = "catalog"
    NONE = "none"

    @property
    def grouping(self) -> Grouping | None:
        """What is to make them one; None for whatever does already."""
        return None if self is ToGroup.KEEP else Grouping(self.value)


class Scaling(Captioned):
    """What a network expects its pixel values to be; the pack's card records it."""

    BYTE = "0-255", "0 to 255", "As they are: the model scales them itself."
    UNIT = "0-1", "0 to 1", "Divided by 255."
    SIGNED = "-1-1", "-1 to 1", "As MobileNet, Inception and Teachable Machine take them."
    TORCH = "torch", "ImageNet's mean and deviation", "As PyTorch and DenseNet take them."
    CAFFE = "caffe", "blue first, less ImageNet's mean", "As ResNet50 and VGG take them."


class EngineKind(StrEnum):
    """What runs a pack's network: the module `core.inference.<value>_engine` is the engine."""

    LITERT = "litert"
    KERAS = "keras"
    ONNX = "onnx"


class ExportKind(Captioned):
    """What photos become when they leave the program; a caption has room for a format's name."""

    REPORT = "report", tr_noop("Report ({})")
    CARDS = "cards", tr_noop("Cards ({})")
    TABLE = "table", tr_noop("Table ({})")
    WORKBOOK = "workbook", tr_noop("Workbook ({})")
