import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("keras")

from model.general.network import FROZEN, First, Tuned, memory_of, whole  # noqa: E402
from model.pytorch.lite0 import Lite0  # noqa: E402


def test_the_two_parts_answer_as_the_whole(network: Lite0, tuned: Tuned) -> None:
    pictures = torch.rand(3, 3, 64, 64) * 255
    first = First(network)
    with torch.no_grad():
        wanted = network(pictures)
        logits, recalled = tuned.eval()(first(pictures), 2)
    torch.testing.assert_close(logits, wanted)
    assert recalled.shape == (2, 1000)


def test_tuning_changes_the_later_layers_alone(network: Lite0, tuned: Tuned) -> None:
    before = {name: value.clone() for name, value in network.state_dict().items()}
    memory = memory_of(tuned)
    with torch.no_grad():
        for parameter in tuned.parameters():
            parameter.add_(1)
    made = whole(network, tuned).state_dict()
    for name, value in before.items():
        layer = name.split(".", maxsplit=1)[0]
        if name.endswith("conv.weight"):
            assert torch.equal(made[name], value) == (layer in FROZEN)
    kept = memory.layers["block5"].depthwise.conv.weight
    torch.testing.assert_close(kept, before["block5.depthwise.conv.weight"])
    assert not any(parameter.requires_grad for parameter in memory.parameters())
