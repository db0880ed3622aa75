"""EfficientNet-Lite0 as it is tuned: its first layers frozen, what it knew kept in mind."""

import copy
from typing import Final

import torch
from torch import Tensor, nn

from model.pytorch.lite0 import Lite0
from model.pytorch.rounding import Rounded, round_weights

FROZEN: Final = ("stem", "block0", "block1", "block2")
"""They tell edges, colours and textures: what ImageNet taught them is more general than a shop."""

GENTLE: Final = ("block3", "block4", "block5", "block6", "block7")
"""The blocks next to them, to be tuned gently."""

LOGITS: Final = "logits"
"""The class head."""


class Tuned(nn.Module):
    """A network to tune, beside ImageNet's own class head.

    The head asks of the features that they still tell what they told before (Li & Hoiem 2016,
    arXiv:1606.09282): the first layers' output goes in, (N, c, h, w); logits and ImageNet's logits
    come out.

    Parameters
    ----------
    network : Lite0
        Its later layers are shared, not copied.
    head : (1000, 1280) and (1000,) tensors
        ImageNet's.
    """

    def __init__(self, network: Lite0, head: tuple[Tensor, Tensor]) -> None:
        super().__init__()
        self.layers = nn.ModuleDict(
            {n: p for n, p in network.named_children() if n not in FROZEN and n != "dropout"}
        )
        self.dropout = network.dropout
        self.imagenet = nn.Linear(*reversed(head[0].shape))
        with torch.no_grad():
            self.imagenet.weight.copy_(head[0])
            self.imagenet.bias.copy_(head[1])

    def features(self, x: Tensor) -> Tensor:
        """Give (N, 1280) features of the first layers' output."""
        for name, part in self.layers.items():
            if name != LOGITS:
                x = part(x)
        return x.mean((2, 3))

    def forward(self, x: Tensor, recalled: int) -> tuple[Tensor, Tensor]:
        """Answer (N, classes), and in ImageNet's classes for the last `recalled` pictures."""
        found = self.features(x)
        logits = self.layers[LOGITS](self.dropout(found))
        return logits.float(), self.imagenet(found[len(found) - recalled :]).float()


class First(nn.Module):
    """The frozen first layers: (N, 3, H, W) byte values to what the others take."""

    def __init__(self, network: Lite0) -> None:
        super().__init__()
        self.network = network.eval()
        for part in network.modules():
            if isinstance(part, Rounded):
                part.train()  # to follow what flows

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        x = (x - self.network.mean) / self.network.deviation
        for name in FROZEN:
            x = getattr(self.network, name)(x)
        return x


def memory_of(tuned: Tuned) -> Tuned:
    """Give the network as it is before it is tuned."""
    memory = copy.deepcopy(tuned).eval()
    for parameter in memory.parameters():
        parameter.requires_grad_(False)
    return memory


def whole(network: Lite0, tuned: Tuned) -> Lite0:
    """Give a copy of a network with the layers that were tuned, its weights as they were heard."""
    made = copy.deepcopy(network)
    for name, part in tuned.layers.items():
        setattr(made, name, copy.deepcopy(part))
    round_weights(made)
    return made.eval()
