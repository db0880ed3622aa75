import pytest

torch = pytest.importorskip("torch")

from model.pytorch.grounds import drawn_grounds, pasted  # noqa: E402


def test_product_stays_and_its_ground_goes() -> None:
    torch.manual_seed(0)
    pictures = torch.ones(64, 3, 48, 48)
    pictures[:, :, 12:36, 12:36] = torch.tensor([1.0, 0, 0])[:, None, None]
    masks = torch.zeros(64, 1, 24, 24)
    masks[:, :, 6:18, 6:18] = 1
    photos = torch.full((64, 3, 48, 48), 0.3)
    found = pasted(pictures, masks, photos)
    red = (found[:, 0] > 0.6) & (found[:, 1] < 0.1) & (found[:, 2] < 0.1)
    assert (red.sum((1, 2)) > 20).float().mean() > 0.9
    white = (found > 0.97).all(1).float().mean()
    assert white < 0.05
    grey = (found[:, :, 0, 0] - found[:, :1, 0, 0]).abs().amax(1) < 1e-4
    assert 20 < grey.sum() < 60  # the others' grounds are drawn


def test_nothing_to_cut_leaves_the_ground_alone() -> None:
    found = pasted(torch.ones(4, 3, 32, 32), torch.zeros(4, 1, 16, 16), torch.zeros(4, 3, 32, 32))
    assert not (found == 1).all(1).any()


def test_grounds_differ() -> None:
    torch.manual_seed(1)
    grounds = drawn_grounds(40, 32)
    assert grounds.shape == (40, 3, 32, 32)
    assert 0 <= grounds.min() < 0.1
    assert 0.9 < grounds.max() <= 1
    plain = (grounds - grounds[:, :, :1, :1]).abs().amax((1, 2, 3)) < 1e-6
    assert 2 <= plain.sum() <= 20
