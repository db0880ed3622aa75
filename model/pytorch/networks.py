"""The pupil and its teacher in PyTorch.

The pupil is `model.networks.architectures.catalog_cnn` layer by layer, under the same names,
so that its weights go over unchanged. TensorFlow pads "same" unevenly, more at the bottom and
right.
"""

from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from model.networks.architectures import IMAGENET_DEVIATION, IMAGENET_MEAN, STAGES

EPSILON: Final = 1e-3
"""Of BatchNorm: Keras' default."""


def pad_same(x: Tensor, kernel: int, stride: int) -> Tensor:
    """Pad (N, C, H, W) by zeros as TensorFlow does for "same"."""
    down, across = (
        max(0, (-(-side // stride) - 1) * stride + kernel - side) for side in x.shape[2:]
    )
    return functional.pad(x, [across // 2, across - across // 2, down // 2, down - down // 2])


class Convolution(nn.Module):
    """A convolution without bias, BatchNorm, and perhaps ReLU."""

    def __init__(self, into: int, out: int, kernel: int, stride: int, relu: bool = True) -> None:
        super().__init__()
        self.conv = nn.Conv2d(into, out, kernel, stride, bias=False)
        self.norm = nn.BatchNorm2d(out, eps=EPSILON)
        self.kernel, self.stride, self.relu = kernel, stride, relu
        nn.init.kaiming_normal_(self.conv.weight, nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        x = self.norm(self.conv(pad_same(x, self.kernel, self.stride)))
        return functional.relu(x) if self.relu else x


class Residual(nn.Module):
    """Two 3x3 convolutions beside a shortcut."""

    def __init__(self, into: int, out: int, stride: int) -> None:
        super().__init__()
        self.a = Convolution(into, out, 3, stride)
        self.b = Convolution(out, out, 3, 1, relu=False)
        self.skip = Convolution(into, out, 1, 1, relu=False) if into != out else nn.Identity()
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        y = self.b(self.a(x))
        if self.stride > 1:
            x = functional.avg_pool2d(x, 2, ceil_mode=True, count_include_pad=False)
        return functional.relu(self.skip(x) + y)


class CatalogCnn(nn.Module):
    """The pupil: (N, 3, H, W) byte values to (N, classes) logits."""

    def __init__(self, classes: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.stem = Convolution(3, 48, 5, 4)
        into = 48
        for stage, (channels, blocks) in enumerate(STAGES, start=1):
            for block in range(blocks):
                made = Residual(into, channels, 2 if block == 0 else 1)
                self.add_module(f"stage{stage}_block{block + 1}", made)
                into = channels
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(into, classes)

    @staticmethod
    def is_general(name: str) -> bool:
        """Whether a weight, by its name, belongs to the layers to be tuned least."""
        return name.startswith(("stem.", "stage1_"))

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        x = x / 127.5 - 1
        for name, part in self.named_children():
            if name not in ("dropout", "logits"):
                x = part(x)
        return self.logits(self.dropout(x.mean((2, 3)))).float()


class Lite(nn.Module):
    """The teacher: EfficientNet-Lite from ImageNet weights (Tan & Le 2019, arXiv:1905.11946)."""

    def __init__(self, name: str, weights: Path, classes: int, size: int) -> None:
        super().__init__()
        from efficientnet_lite_pytorch import EfficientNet

        self.body = EfficientNet.from_pretrained(
            name, str(weights), image_size=size, batch_norm_momentum=0.95
        )
        self.dropout = nn.Dropout(0.3)
        self.logits = nn.Linear(self.body._fc.in_features, classes)
        self.body._fc = nn.Identity()
        self.register_buffer("mean", 255 * torch.tensor(IMAGENET_MEAN)[:, None, None])
        self.register_buffer("deviation", 255 * torch.tensor(IMAGENET_DEVIATION)[:, None, None])

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        x = self.body.extract_features((x - self.mean) / self.deviation).mean((2, 3))
        return self.logits(self.dropout(x)).float()
