"""The networks: ours, and those that it is compared with.

Ours is made for two costs at once, a CPU's and an explanation's. Dense 3x3 convolutions on few,
wide maps keep a CPU busy; a stem of stride 4 keeps the large, thin maps away that it waits for.
Global average pooling + one dense layer make the class activation map exact (Zhou et al. 2016,
doi:10.1109/CVPR.2016.319).
"""

from collections.abc import Callable
from typing import Final

import keras
from keras import layers

from model.networks.efficientnet_lite import lite0_body

FEATURES = "features"
LOGITS = "logits"

IMAGENET_MEAN: Final = (0.485, 0.456, 0.406)
IMAGENET_DEVIATION: Final = (0.229, 0.224, 0.225)
"""Of red, green and blue over ImageNet, in units of the value range 0..1."""

STAGES = ((64, 1), (112, 2), (224, 2))
"""(channels, residual blocks) at 1/8, 1/16 and 1/32 of the input's side."""


def catalog_cnn(classes: int, size: int | None = 224, dropout: float = 0.2) -> keras.Model:
    """Build the shipped network: a small residual CNN (He et al. 2016, doi:10.1109/CVPR.2016.90).

    Parameters
    ----------
    classes : int
    size : int or None
        Side of the input, px; None builds it for any size, as progressive training needs.
    dropout : float
        Share of pooled features dropped while training.

    Returns
    -------
    keras.Model
        Takes (N, size, size, 3) byte values 0-255, gives (N, classes) float32 logits. The layer
        `features` is the last feature map.
    """
    pictures = keras.Input((size, size, 3), name="pictures")
    x = layers.Rescaling(1 / 127.5, offset=-1, name="scale")(pictures)
    x = _convolution(x, 48, kernel=5, stride=4, name="stem")
    for stage, (channels, blocks) in enumerate(STAGES, start=1):
        for block in range(blocks):
            x = _residual(x, channels, 2 if block == 0 else 1, f"stage{stage}_block{block + 1}")
    return _head(pictures, x, classes, dropout, "catalog_cnn")


def _convolution(
    x: keras.KerasTensor, channels: int, kernel: int, stride: int, name: str, relu: bool = True
) -> keras.KerasTensor:
    x = layers.Conv2D(
        channels,
        kernel,
        stride,
        "same",
        use_bias=False,
        name=f"{name}_conv",
        kernel_initializer="he_normal",
    )(x)
    x = layers.BatchNormalization(momentum=0.9, name=f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x) if relu else x


def _residual(x: keras.KerasTensor, channels: int, stride: int, name: str) -> keras.KerasTensor:
    y = _convolution(x, channels, 3, stride, f"{name}_a")
    y = _convolution(y, channels, 3, 1, f"{name}_b", relu=False)
    if stride > 1:
        x = layers.AveragePooling2D(2, padding="same", name=f"{name}_shrink")(x)
    if x.shape[-1] != channels:
        x = _convolution(x, channels, 1, 1, f"{name}_skip", relu=False)
    return layers.ReLU(name=f"{name}_relu")(layers.Add(name=f"{name}_add")([x, y]))


def published_cnn(classes: int, size: int = 224, dropout: float = 0.5) -> keras.Model:
    """Build the published system's CNN as published, 22 million weights in its flatten."""
    pictures = keras.Input((size, size, 3), name="pictures")
    x = layers.Rescaling(1 / 255, name="scale")(pictures)
    for channels in (32, 64, 128):
        x = layers.Conv2D(channels, 3, activation="relu")(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(dropout)(layers.Dense(256, activation="relu")(x))
    return keras.Model(pictures, layers.Dense(classes, name=LOGITS, dtype="float32")(x))


def resnet50(classes: int, size: int | None = 224, dropout: float = 0.2) -> keras.Model:
    """Build ResNet50 (He et al. 2016, doi:10.1109/CVPR.2016.90), untrained.

    ImageNet's mean colour is taken off the bytes, as it expects. Keras also turns the channels
    round for it, which means nothing to a network without pretrained weights.
    """
    pictures = keras.Input((size, size, 3), name="pictures")
    means = [-255 * mean for mean in IMAGENET_MEAN]
    x = layers.Rescaling([1.0] * 3, offset=means, name="scale")(pictures)
    body = keras.applications.ResNet50(include_top=False, weights=None, input_tensor=x)
    return _classifier(pictures, body, classes, dropout, "resnet50")


def efficientnet_b0(classes: int, size: int | None = 224, dropout: float = 0.2) -> keras.Model:
    """Build EfficientNetB0 (Tan & Le 2019, arXiv:1905.11946), untrained, fed as it expects: bytes.

    Keras' implementation divides by 255 and takes ImageNet's mean off inside itself.
    """
    pictures = keras.Input((size, size, 3), name="pictures")
    return _classifier(pictures, _efficientnet_body(pictures), classes, dropout, "efficientnet_b0")


def efficientnet_b0_unit(classes: int, size: int | None = 224, dropout: float = 0.2) -> keras.Model:
    """Build EfficientNetB0 with the published fault: its pixels are divided by 255 twice."""
    pictures = keras.Input((size, size, 3), name="pictures")
    body = _efficientnet_body(layers.Rescaling(1 / 255, name="fault")(pictures))
    return _classifier(pictures, body, classes, dropout, "efficientnet_b0_unit")


def efficientnet_lite0(classes: int, size: int | None = 224, dropout: float = 0.2) -> keras.Model:
    """Build EfficientNet-Lite0 (Tan & Le 2019, arXiv:1905.11946), fed as its weights were learnt.

    `model.networks.efficientnet_lite.load_imagenet` puts ImageNet's weights in.
    """
    pictures = keras.Input((size, size, 3), name="pictures")
    return _head(pictures, _lite0_body(pictures), classes, dropout, "efficientnet_lite0")


def efficientnet_lite0_unit(
    classes: int, size: int | None = 224, dropout: float = 0.2
) -> keras.Model:
    """Build EfficientNet-Lite0 as the published system used EfficientNetB0: frozen, faulty pixels.

    They are divided by 255 twice, and only the class head learns.
    """
    pictures = keras.Input((size, size, 3), name="pictures")
    x = _lite0_body(layers.Rescaling(1 / 255, name="fault")(pictures))
    network = _head(pictures, x, classes, dropout, "efficientnet_lite0_unit")
    for layer in network.layers:
        layer.trainable = layer.name == LOGITS
    return network


def _lite0_body(x: keras.KerasTensor) -> keras.KerasTensor:
    pairs = tuple(zip(IMAGENET_MEAN, IMAGENET_DEVIATION, strict=True))
    means = [-mean / deviation for mean, deviation in pairs]
    scales = [1 / (255 * deviation) for _, deviation in pairs]
    return lite0_body(layers.Rescaling(scales, offset=means, name="scale")(x))


def _efficientnet_body(x: keras.KerasTensor) -> keras.Model:
    body = keras.applications.EfficientNetB0(include_top=False, weights=None, input_tensor=x)
    # Keras fills these in with the pretrained weights only.
    (norm,) = (layer for layer in body.layers if isinstance(layer, layers.Normalization))
    norm.adapt_mean.assign(IMAGENET_MEAN)
    norm.adapt_variance.assign([deviation**2 for deviation in IMAGENET_DEVIATION])
    norm.finalize_state()
    return body


def _classifier(
    pictures: keras.KerasTensor, body: keras.Model, classes: int, dropout: float, name: str
) -> keras.Model:
    for layer in body.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.momentum = 0.9  # 0.99 lags behind for longer than a short training lasts
    return _head(pictures, body.output, classes, dropout, name)


def _head(
    pictures: keras.KerasTensor, x: keras.KerasTensor, classes: int, dropout: float, name: str
) -> keras.Model:
    x = layers.Activation("linear", name=FEATURES)(x)
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    x = layers.Dropout(dropout, name="dropout")(x)
    return keras.Model(pictures, layers.Dense(classes, name=LOGITS, dtype="float32")(x), name=name)


ARCHITECTURES: dict[str, Callable[..., keras.Model]] = {
    "catalog-cnn": catalog_cnn,
    "published-cnn": published_cnn,
    "resnet50": resnet50,
    "efficientnet-b0": efficientnet_b0,
    "efficientnet-b0-unit": efficientnet_b0_unit,
    "efficientnet-lite0": efficientnet_lite0,
    "efficientnet-lite0-unit": efficientnet_lite0_unit,
}


def gigaflops(network: keras.Model) -> float:
    """Count 2 x multiply-adds of the convolutions and dense layers for one picture, in 1e9."""
    total = 0
    for layer in network.layers:
        if isinstance(layer, layers.Conv2D | layers.DepthwiseConv2D):
            _, height, width, _ = layer.output.shape
            total += 2 * height * width * layer.kernel.shape.num_elements()
        elif isinstance(layer, layers.Dense):
            total += 2 * layer.kernel.shape.num_elements()
    return total / 1e9
