import pytest

torch = pytest.importorskip("torch")

from model.pytorch.rounding import Rounded, start_rounding, take_ranges  # noqa: E402


@pytest.fixture
def rounded() -> Rounded:
    made = Rounded()
    start_rounding(made)
    return made


def test_nothing_is_rounded_before_it_starts() -> None:
    x = torch.randn(3, 4, 2, 2)
    assert Rounded()(x) is x
    assert Rounded().weight(x) is x


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_what_flows_has_256_values_and_zero_among_them(
    rounded: Rounded, dtype: "torch.dtype"
) -> None:
    x = torch.linspace(-1, 6, 5000).reshape(1, 5, 10, 100).to(dtype)
    seen = rounded(x)
    assert (seen - x).abs().max() < (7 / 255 if dtype is torch.float32 else 0.05)
    assert len(seen.unique()) <= 256
    assert 0 in seen


def test_gradients_pass_as_if_nothing_had_been_rounded(rounded: Rounded) -> None:
    x = torch.randn(2, 3, 4, 4, requires_grad=True)
    rounded(x).sum().backward()
    assert (x.grad == 1).all()


def test_weights_are_rounded_channel_by_channel(rounded: Rounded) -> None:
    weight = torch.randn(4, 3, 3, 3) * torch.tensor([1e-3, 1, 10, 100])[:, None, None, None]
    found = rounded.weight(weight)
    steps = weight.abs().amax((1, 2, 3)) / 127
    assert ((found - weight).abs().amax((1, 2, 3)) <= steps * 0.501).all()
    whole = found / steps[:, None, None, None]
    torch.testing.assert_close(whole, whole.round(), atol=1e-3, rtol=0)


def test_range_follows_what_flows_and_can_be_handed_on(rounded: Rounded) -> None:
    rounded(torch.tensor([0.0, 4.0]).reshape(1, 1, 1, 2))
    for _ in range(100):
        rounded(torch.tensor([-1.0, 8.0]).reshape(1, 1, 1, 2))
    assert -1 < rounded.low < -0.5
    assert 6 < rounded.high < 8
    other = Rounded()
    take_ranges(other, rounded)
    assert (other.low, other.high) == (rounded.low, rounded.high)
    rounded.eval()(torch.full((1, 1, 1, 1), 100.0))
    assert rounded.high < 8
