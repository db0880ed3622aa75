"""Weights from Keras to PyTorch and back: the twins' layers have the same names."""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.errors import AppError
from model.networks.architectures import ARCHITECTURES
from model.training.run import Settings
from model.training.start import first_weights

Arrays = dict[str, list[NDArray[np.float32]]]
"""Keras' weights by the name of their layer."""


def begin(network: nn.Module, settings: Settings, classes: int) -> None:
    """Give a network the weights that `settings.init` names.

    Raises
    ------
    AppError
        They are of another architecture than `settings.architecture`, or cannot be had.
    """
    twin = ARCHITECTURES[settings.architecture](classes)
    given, own = first_weights(settings, classes), twin.get_weights()
    if [array.shape for array in given] != [array.shape for array in own]:
        raise AppError(f"the weights to begin from are not {settings.architecture}'s")
    twin.set_weights(given)
    from_keras(network, {layer.name: layer.get_weights() for layer in twin.layers})


def in_order(network: nn.Module, architecture: str, classes: int) -> list[NDArray[np.float32]]:
    """Give every array in the order of Keras' `get_weights`."""
    twin, arrays = ARCHITECTURES[architecture](classes), to_keras(network)
    for layer in twin.layers:
        if layer.weights:
            layer.set_weights(arrays[layer.name])
    return list(twin.get_weights())


def to_keras(network: nn.Module) -> Arrays:
    """Give the weights as Keras lays them out, by its names of the layers."""
    found: Arrays = {}
    for name, part in _layers(network):
        if isinstance(part, nn.Conv2d):
            arrays = [part.weight.permute(2, 3, *_channels(part))]
        elif isinstance(part, nn.BatchNorm2d):
            arrays = [part.weight, part.bias, part.running_mean, part.running_var]
        else:
            arrays = [part.weight.T, part.bias]
        found[name] = [array.detach().float().cpu().numpy() for array in arrays]
    return found


def from_keras(network: nn.Module, arrays: Arrays) -> None:
    """Put Keras' weights in."""
    for name, part in _layers(network):
        tensors = [torch.from_numpy(np.array(array, np.float32)) for array in arrays[name]]
        with torch.no_grad():
            if isinstance(part, nn.Conv2d):
                part.weight.copy_(tensors[0].permute(*np.argsort((2, 3, *_channels(part)))))
            elif isinstance(part, nn.BatchNorm2d):
                own = (part.weight, part.bias, part.running_mean, part.running_var)
                for mine, given in zip(own, tensors, strict=True):
                    mine.copy_(given)
            else:
                part.weight.copy_(tensors[0].T)
                part.bias.copy_(tensors[1])


def _channels(part: nn.Conv2d) -> tuple[int, int]:
    """Which axes of (out, in, h, w) come last, in order, in Keras' kernel."""
    return (0, 1) if part.groups > 1 else (1, 0)


def _layers(network: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    for name, part in network.named_modules():
        if isinstance(part, nn.Conv2d | nn.BatchNorm2d | nn.Linear):
            yield name.replace(".", "_"), part
