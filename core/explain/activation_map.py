"""The class activation map: where the network saw a class, free with every prediction.

For a network that ends in global average pooling and one dense layer, the dense layer's weights
applied to the last feature map split a class's logit exactly over the picture
(Zhou et al. 2016, https://doi.org/10.1109/CVPR.2016.319).
"""

import numpy as np
from numpy.typing import NDArray


def activation_map(
    features: NDArray[np.float32] | None,
    class_weights: NDArray[np.float32] | None,
    class_index: int,
) -> NDArray[np.float32] | None:
    """Compute the class activation map of one class.

    Parameters
    ----------
    features : (h, w, f) float32 or None
        Last feature map of one photo.
    class_weights : (f, n_classes) float32 or None
        Weights of the dense layer behind the pooling.
    class_index : int

    Returns
    -------
    (h, w) float32 in [-1, 1], or None
        Evidence for the class over the average class, scaled by its largest magnitude: what all
        classes share cannot decide between them. None where the pack has no such map.
    """
    if features is None or class_weights is None:
        return None
    own = class_weights[:, class_index] - class_weights.mean(axis=1)
    evidence = features.astype(np.float32) @ own
    largest = float(np.abs(evidence).max(initial=0.0))
    if not np.isfinite(largest) or largest == 0:
        return np.zeros(evidence.shape, dtype=np.float32)
    scaled: NDArray[np.float32] = (evidence / largest).astype(np.float32)
    return scaled
