"""Depthwise convolutions whose gradients a CPU computes fast.

PyTorch 2.14 on a CPU takes 60 times as long for the gradient of a 5x5 depthwise kernel in bfloat16
as for the convolution itself; that of a 3x3 kernel as long as one. So a 5x5 gradient is put
together from four of 3x3 that overlap in the middle, and the gradient of the picture is a
convolution again.
"""

import torch
from torch import Tensor
from torch.autograd.function import FunctionCtx
from torch.nn import functional


class Depthwise(torch.autograd.Function):
    """A depthwise convolution of a padded picture, (N, C, H, W), channels last.

    The kernel is (C, 1, 3, 3) or (C, 1, 5, 5), the stride any.
    """

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor, kernel: Tensor, stride: int) -> Tensor:  # noqa: D102
        ctx.save_for_backward(x, kernel)
        ctx.stride = stride
        return functional.conv2d(x, kernel, None, stride, 0, 1, x.shape[1])

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:  # noqa: D102
        x, kernel = ctx.saved_tensors
        given = gradients[0].contiguous(memory_format=torch.channels_last)
        return (
            _of_picture(x, kernel, given, ctx.stride),
            _of_kernel(x, kernel, given, ctx.stride),
            None,
        )


def _of_picture(x: Tensor, kernel: Tensor, given: Tensor, stride: int) -> Tensor:
    spread = given
    if stride > 1:
        sides = [(side - 1) * stride + 1 for side in given.shape[2:]]
        spread = given.new_zeros(*given.shape[:2], *sides).contiguous(
            memory_format=torch.channels_last
        )
        spread[:, :, ::stride, ::stride] = given
    turned, reach = kernel.flip(2, 3).contiguous(), kernel.shape[2] - 1
    found = functional.conv2d(spread, turned, None, 1, reach, 1, x.shape[1])
    below, right = (side - own for side, own in zip(x.shape[2:], found.shape[2:], strict=True))
    return functional.pad(found, [0, right, 0, below]) if below or right else found


def _of_kernel(x: Tensor, kernel: Tensor, given: Tensor, stride: int) -> Tensor:
    gradient = torch.empty_like(kernel)
    corners = (0,) if kernel.shape[2] == 3 else (0, 2)
    high, wide = ((side - 1) * stride + 3 for side in given.shape[2:])
    for top in corners:
        for left in corners:
            part = x[:, :, top : top + high, left : left + wide]
            gradient[:, :, top : top + 3, left : left + 3] = _of_small_kernel(part, given, stride)
    return gradient


def _of_small_kernel(x: Tensor, given: Tensor, stride: int) -> Tensor:
    x = x.contiguous(memory_format=torch.channels_last)
    channels = x.shape[1]
    shape = torch.empty(channels, 1, 3, 3, dtype=x.dtype)
    found: Tensor = torch.ops.aten.convolution_backward(
        given, x, shape, None, [stride] * 2, [0, 0], [1, 1], False, [0, 0], channels,
        [False, True, False],
    )[1]  # fmt: skip
    return found
