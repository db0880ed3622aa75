"""Rounding to 8 bits while a network learns, so that it is as right when it ships in 8 bits.

As Jacob et al. (2018, doi:10.1109/CVPR.2018.00286): weights by channel around zero, what flows
between layers by the range seen; gradients pass as if nothing had been rounded.
"""

from typing import Final

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx

FOLLOWED: Final = 0.05
"""How fast the range seen follows what flows."""

EACH: Final = 5
"""Steps between two looks at the range."""


class _Round(torch.autograd.Function):
    """Rounds to 255 steps between two values, zero among them.

    In bfloat16 as well: it holds every whole number up to 256.
    """

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor, low: float, high: float) -> Tensor:
        step = (high - low) / 255
        first = round(low / step)
        whole = (x / step).round_().clamp_(first, first + 255)
        return whole.mul_(step)

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor, None, None]:
        return gradients[0], None, None


class Rounded(nn.Module):
    """Rounds a layer's weights and what leaves it, once `start_rounding` was called.

    Attributes
    ----------
    low, high : scalar tensors
        Range of what leaves the layer; empty (low above high) before anything was seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.active, self.seen = False, 0
        self.register_buffer("low", torch.tensor(1.0))
        self.register_buffer("high", torch.tensor(-1.0))

    def weight(self, weight: Tensor) -> Tensor:
        """Round a kernel (out, ...) to 127 steps either side of zero in each output channel."""
        if not self.active:
            return weight
        with torch.no_grad():
            step = weight.abs().amax(dim=(1, 2, 3), keepdim=True).clamp_min(1e-8) / 127
            error = (weight / step).round_().mul_(step).sub_(weight)
        return weight + error

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        if not self.active:
            return x
        if self.training:
            if self.seen % EACH == 0:
                self._follow(x.detach())
            self.seen += 1
        rounded: Tensor = _Round.apply(x, self.low.item(), self.high.item())
        return rounded

    def _follow(self, x: Tensor) -> None:
        low, high = (side.float() for side in torch.aminmax(x))
        low = low.clamp_max(0)
        if self.low > self.high:
            self.low.copy_(low)
            self.high.copy_(high)
        else:
            self.low.lerp_(low, FOLLOWED)
            self.high.lerp_(high, FOLLOWED)


def start_rounding(*networks: nn.Module) -> None:
    """Let every layer round from now on."""
    for network in networks:
        for part in network.modules():
            if isinstance(part, Rounded):
                part.active = True


def take_ranges(network: nn.Module, other: nn.Module) -> None:
    """Give the layers of a network the ranges that another of the same form has seen."""
    for mine, theirs in zip(network.modules(), other.modules(), strict=True):
        if isinstance(mine, Rounded):
            mine.low.copy_(theirs.low)
            mine.high.copy_(theirs.high)


@torch.no_grad()
def round_weights(network: nn.Module) -> None:
    """Leave in layers that round the weights that they round to.

    BatchNorm scales whole channels, and so does the 8-bit form: what is rounded here stays so.
    """
    for part in network.modules():
        rounded, conv = getattr(part, "rounded", None), getattr(part, "conv", None)
        if isinstance(rounded, Rounded) and isinstance(conv, nn.Conv2d):
            conv.weight.copy_(rounded.weight(conv.weight))
