"""What a training in PyTorch makes small."""

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

_TINY: Final = 1e-9


def accepted_losses(log_p: Tensor, accepted: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy of the summed probability of the accepted classes, smoothed.

    Where none is accepted, cross-entropy to all classes alike.

    Parameters
    ----------
    log_p : (N, classes)
    accepted : (N, classes)
        1 where a class fits.
    smoothing : float
        Share of the loss that asks for all classes alike.

    Returns
    -------
    (N,)
    """
    right = -torch.logsumexp(log_p + (accepted + _TINY).log(), dim=1)
    own = (1 - smoothing) * right - smoothing * log_p.mean(1)
    return torch.where(accepted.sum(1) > 0, own, -log_p.mean(1))


def forgotten(answers: Tensor, remembered: Tensor, warmth: float = 2.0) -> Tensor:
    """Kullback-Leibler divergence from what a network knew, both softened, a scalar.

    Parameters
    ----------
    answers, remembered : (N, classes)
        Logits now and before.
    warmth : float
        Temperature (Hinton et al. 2015, arXiv:1503.02531).
    """
    wanted = (remembered / warmth).log_softmax(1)
    given = (answers / warmth).log_softmax(1)
    return warmth**2 * functional.kl_div(given, wanted, reduction="batchmean", log_target=True)
