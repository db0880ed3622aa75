"""The gradients are PyTorch's own."""

import pytest

torch = pytest.importorskip("torch")

from model.pytorch.depthwise import Depthwise  # noqa: E402


@pytest.mark.parametrize("kernel", [3, 5])
@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("side", [7, 8])
def test_gradients_are_those_of_the_convolution(kernel: int, stride: int, side: int) -> None:
    torch.manual_seed(kernel + stride + side)
    x = torch.randn(2, 6, side + kernel - 1, side + kernel, requires_grad=True)
    weight = torch.randn(6, 1, kernel, kernel, requires_grad=True)
    wanted = torch.nn.functional.conv2d(x, weight, None, stride, 0, 1, 6)
    ours = Depthwise.apply(x, weight, stride)
    torch.testing.assert_close(ours, wanted)
    given = torch.randn_like(wanted)
    for mine, theirs in zip(
        torch.autograd.grad(ours, (x, weight), given),
        torch.autograd.grad(wanted, (x, weight), given),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-4)
