"""The closed sets of the program, each written down here and nowhere else.

Enums alone: the window imports them before its first paint, so neither numpy nor Qt comes along.
Each value is what files, records and the command line hold. Who decides by one of these sets covers
it whole: by `match` with `assert_never`, or by a table that `tests/core/test_vocabulary.py` knows.
"""

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How far a tag can be relied on; thresholds stand in the pack's card."""

    KNOWN = "known"
    UNCERTAIN = "uncertain"
    UNKNOWN = "unknown"
    ERROR = "error"


class Verdict(StrEnum):
    """Where a photo stands on the desk."""

    TODO = "to do"
    SKIPPED = "skipped"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    FLAGGED = "flagged"

    @property
    def rank(self) -> int:
        """The verdict as the file stores it; pending ones come first."""
        return _RANKS[self]

    @staticmethod
    def of_rank(rank: int) -> "Verdict":
        """Read the verdict that the file stores as this number."""
        return _VERDICTS[rank]


_VERDICTS = tuple(Verdict)
_RANKS = {verdict: rank for rank, verdict in enumerate(_VERDICTS)}
PENDING: Final = (Verdict.TODO, Verdict.SKIPPED)
TAGGED: Final = (Verdict.ACCEPTED, Verdict.CORRECTED)


class Action(StrEnum):
    """What an entry of the log did."""

    ACCEPT = "accept"
    CORRECT = "correct"
    FLAG = "flag"
    SKIP = "skip"
    WITHDRAW = "withdraw"
    REPLACED = "replaced"
    UNDO = "undo"
    REDO = "redo"


class Trust(StrEnum):
    """How far an explanation can be trusted."""

    TRUST = "trust"
    CARE = "care"
    WEAK = "weak"


class Target(StrEnum):
    """What the surrogate is fitted to."""

    LOG_ODDS = "log-odds"
    PROBABILITY = "probability"


class Sampling(StrEnum):
    """How perturbations are drawn."""

    BALANCED = "balanced"
    INDEPENDENT = "independent"


class Segmenter(StrEnum):
    """How superpixels are cut."""

    SLIC = "slic"
    WATERSHED = "watershed"
    FELZENSZWALB = "felzenszwalb"
    QUICKSHIFT = "quickshift"
    GRID = "grid"


class Fill(StrEnum):
    """What replaces a superpixel that is off."""

    BACKGROUND = "background"
    MEAN = "mean"
    BLUR = "blur"
    COLOUR = "colour"


class OverlayKind(StrEnum):
    """Flat superpixels, or a smooth heat map of all of them."""

    REGIONS = "regions"
    HEAT = "heat"


class Sign(StrEnum):
    """Which evidence is shown."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"


class Mode(StrEnum):
    """Colour over the photo, or the photo with the rest faded."""

    BLEND = "blend"
    DIM = "dim"


class Colours(StrEnum):
    """Against and for."""

    BLUE_ORANGE = "blue-orange"
    BLUE_RED = "blue-red"
    PURPLE_GREEN = "purple-green"


class Order(StrEnum):
    """What a list is sorted by."""

    DOUBT = "least sure first, what was skipped behind"
    CONFIDENCE = "confidence"
    MARGIN = "gap to the second class, what was skipped behind"
    DISAGREEMENT = "catalog tags that are most likely wrong"
    PATH = "name"
    DATE = "date of the file"
    DECIDED = "time of the decision"
    CLUSTER = "photos that look alike together"
    STATUS = "status, the least to be relied on first"
    LABEL = "class"
    FAMILY = "family, its classes together"
    VERDICT = "decision"
    BADGE = "trust in the explanation, the weakest first"


class EngineKind(StrEnum):
    """Which runtime answers for a pack."""

    LITERT = "litert"
    KERAS = "keras"


class ExportKind(StrEnum):
    """What photos become when they leave the program; each kind has its formats."""

    REPORT = "report"
    CARDS = "cards"
    TABLE = "table"
    WORKBOOK = "workbook"
