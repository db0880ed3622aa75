"""EfficientNet-Lite0 in PyTorch, to be tuned from ImageNet's weights.

It is `model.networks.efficientnet_lite` layer by layer, under the same names.
"""

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from model.networks.architectures import IMAGENET_DEVIATION, IMAGENET_MEAN
from model.networks.efficientnet_lite import STAGES
from model.pytorch.depthwise import Depthwise
from model.pytorch.networks import EPSILON, pad_same
from model.pytorch.rounding import Rounded

GENERAL: Final = 8
"""Blocks before this one tell edges, colours and textures, and are tuned least."""


class Normed(nn.Module):
    """A convolution without bias, BatchNorm, and perhaps ReLU6."""

    def __init__(
        self,
        into: int,
        out: int,
        kernel: int = 1,
        stride: int = 1,
        groups: int = 1,
        relu: bool = True,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(into, out, kernel, stride, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(out, eps=EPSILON, momentum=0.03)
        self.kernel, self.stride, self.relu = kernel, stride, relu
        self.rounded = Rounded()

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        x, weight = pad_same(x, self.kernel, self.stride), self.rounded.weight(self.conv.weight)
        if self.conv.groups > 1:
            x = Depthwise.apply(x, weight.to(x.dtype), self.stride)
        else:
            x = functional.conv2d(x, weight, None, self.stride)
        x = self.norm(x)
        return self.rounded(functional.relu6(x) if self.relu else x)


class Inverted(nn.Module):
    """Widened, filtered channel by channel, narrowed; beside a shortcut where the shape stays."""

    def __init__(
        self, into: int, out: int, kernel: int, stride: int, expansion: int, drop: float
    ) -> None:
        super().__init__()
        wide = into * expansion
        self.expand = Normed(into, wide) if expansion > 1 else nn.Identity()
        self.depthwise = Normed(wide, wide, kernel, stride, groups=wide)
        self.project = Normed(wide, out, relu=False)
        self.shortcut = stride == 1 and into == out
        self.drop = drop
        self.rounded = Rounded()

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        y = self.project(self.depthwise(self.expand(x)))
        if not self.shortcut:
            return y
        if self.training:
            kept = torch.rand(len(y), 1, 1, 1, device=y.device) >= self.drop
            y = y * kept / (1 - self.drop)
        return self.rounded(x + y)


class Lite0(nn.Module):
    """The network: (N, 3, H, W) byte values to (N, classes) logits."""

    def __init__(self, classes: int, dropout: float = 0.2, drop: float = 0.1) -> None:
        super().__init__()
        self.stem = Normed(3, 32, 3, 2)
        into, number, total = 32, 0, sum(stage[-1] for stage in STAGES)
        for kernel, stride, expansion, channels, blocks in STAGES:
            for block in range(blocks):
                step, share = stride if block == 0 else 1, drop * number / total
                made = Inverted(into, channels, kernel, step, expansion, share)
                self.add_module(f"block{number}", made)
                into, number = channels, number + 1
        self.head = Normed(into, 1280)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(1280, classes)
        self.register_buffer("mean", 255 * torch.tensor(IMAGENET_MEAN)[:, None, None])
        self.register_buffer("deviation", 255 * torch.tensor(IMAGENET_DEVIATION)[:, None, None])

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        x = (x - self.mean) / self.deviation
        for name, part in self.named_children():
            if name not in ("dropout", "logits"):
                x = part(x)
        return self.logits(self.dropout(x.mean((2, 3)))).float()

    @staticmethod
    def is_general(name: str) -> bool:
        """Whether a weight, by its name, belongs to the layers to be tuned least."""
        part = name.split(".", maxsplit=1)[0]
        return part == "stem" or (part.startswith("block") and int(part[5:]) < GENERAL)
