"""The class activation map: where the network saw a class, free with every prediction.

For a network that ends in global average pooling and one dense layer, the dense layer's weights
applied to the last feature map split a class's logit exactly over the picture
(Zhou et al. 2016, https://doi.org/10.1109/CVPR.2016.319).
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.inference.class_choice import ClassChoice


class MappedPack(Protocol):
    """What the map needs to know of a pack."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Classes in the network's order."""
        ...

    @property
    def class_weights(self) -> NDArray[np.float32] | None:
        """(f, n_classes) weights of the dense layer behind the pooling; None without one."""
        ...

    @property
    def choice(self) -> ClassChoice:
        """The classes that can occur."""
        ...


def activation_map(
    features: NDArray[np.float32] | None, pack: MappedPack, label: str
) -> NDArray[np.float32] | None:
    """Compute the class activation map of one class.

    Parameters
    ----------
    features : (h, w, f) float32 or None
        Last feature map of one photo.
    pack : MappedPack
    label : str
        One of its classes.

    Returns
    -------
    (h, w) float32 in [-1, 1], or None
        Evidence for the class over the average of those that can occur, scaled by its largest
        magnitude: what they share cannot decide between them. None where the pack has no such map.
    """
    weights = pack.class_weights
    if features is None or weights is None:
        return None
    possible = weights if pack.choice.mask is None else weights[:, pack.choice.mask]
    own = weights[:, pack.labels.index(label)] - possible.mean(axis=1)
    evidence = features.astype(np.float32) @ own
    largest = float(np.abs(evidence).max(initial=0.0))
    if not np.isfinite(largest) or largest == 0:
        return np.zeros(evidence.shape, dtype=np.float32)
    scaled: NDArray[np.float32] = (evidence / largest).astype(np.float32)
    return scaled
