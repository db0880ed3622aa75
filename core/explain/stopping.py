"""When samples are enough, and what their scatter says of the error, by how they are drawn."""

from dataclasses import dataclass
from typing import Final, assert_never

from core.explain import designs
from core.explain.agreement import Stability
from core.vocabulary import Sampling

FIRST_LOOK: Final = 64
"""Samples after which the first progress event is sent."""

LOOK_EVERY: Final = 64
"""Samples between refits while the explanation is young."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes with a way of drawing.

    Attributes
    ----------
    correlation : float
        Rank correlation of two halves from which a ranking counts as stable.
    jaccard : float
        Overlap of the halves' top five that is asked for as well.
    error_share : float
        Error of a weight, as a share of what the scatter between parts of the samples says.
    whole : int
        Rows of the smallest design: sampling ends after whole ones. 1: after any sample.
    """

    correlation: float
    jaccard: float
    error_share: float
    whole: int

    def stable(self, agreed: Stability) -> bool:
        """Whether two halves agree well enough."""
        return agreed.rank_correlation >= self.correlation and agreed.top5_jaccard >= self.jaccard

    def may_end(self, samples: int) -> bool:
        """Whether sampling may end after so many, of which the photo is the first."""
        return (samples - 1) % self.whole == 0

    def next_look(self, samples: int) -> int:
        """Tell after how many samples to look again: soon at first, then every quarter more."""
        if self.whole == 1:
            return samples + max(LOOK_EVERY, samples // 4)
        designs_done = (samples - 1) // self.whole
        return 1 + self.whole * (designs_done + max(1, designs_done // 4))


RANDOM: Final = Rule(correlation=0.7, jaccard=0.6, error_share=1.0, whole=1)
"""Halves of random samples are as good as any: all together then correlate with the truth at about
0.91 (Spearman-Brown: sqrt(2r / (1 + r))), and four of the top five are the same."""

DESIGNED: Final = Rule(correlation=0.5, jaccard=0.42, error_share=0.65, whole=designs.LEAST)
"""A half or a part of a design has more words than the whole, so halves agree less than what they
are halves of, and parts scatter more. With these values the whole agrees with many samples no less
than by `RANDOM`'s, and intervals cover as they say (docs/explanations.md has the figures)."""


def rule(sampling: Sampling, superpixels: int) -> Rule:
    """Give the rule for samples that `perturbation.draw` draws."""
    match sampling:
        case Sampling.NESTED:
            return DESIGNED if superpixels <= designs.MOST_COLUMNS else RANDOM
        case Sampling.BALANCED | Sampling.INDEPENDENT:
            return RANDOM
        case _:
            assert_never(sampling)
