import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("keras")

from core.inference.litert_engine import LiteRtEngine  # noqa: E402
from model.data.strength import Strength  # noqa: E402
from model.general.batches import Batch, Batches, loss_of  # noqa: E402
from model.general.course import BATCH, EMPTY, HEARD, Kind  # noqa: E402
from model.general.lessons import Lessons  # noqa: E402


@pytest.fixture
def batches(lessons: Lessons, teacher: LiteRtEngine) -> Batches:
    torch.manual_seed(0)
    return Batches(lessons, teacher, Strength().scaled(0.3), seed=1)


def test_a_batch_is_views_of_one_size_with_what_they_show(batches: Batches) -> None:
    batch = batches.next(48)
    assert batch.shown.shape == (BATCH, 3, 48, 48)
    assert batch.accepted.shape == (BATCH, 54)
    assert batch.shown.min() >= 0 and batch.shown.max() <= 255
    heard = len(batch.answers)
    torch.testing.assert_close(batch.answers.sum(1), torch.ones(heard))
    assert (batch.weight[:heard] > 0).all() and not batch.weight[heard:].any()
    assert not batch.accepted[-EMPTY:].any()


def test_some_products_are_laid_on_other_grounds_and_some_batches_mixed(batches: Batches) -> None:
    made = [batches.next(32) for _ in range(24)]
    heard = [len(batch.answers) for batch in made]
    assert 40 < sum(heard) / len(heard) < 51  # of 44 + 7, a third of every second is cut out
    mixed = [bool((batch.weight == 1).any()) for batch in made]
    assert 1 <= sum(mixed) <= 13
    assert {round(w, 2) for batch in made for w in batch.weight.tolist()} == {
        0.0, 1.0, HEARD[Kind.CATALOG], HEARD[Kind.SELLERS],
    }  # fmt: skip


def test_loss_asks_label_and_teacher_by_weight() -> None:
    accepted = torch.tensor([[1.0, 0, 0], [1, 0, 0], [0, 0, 0]])
    answers = torch.tensor([[0.0, 1, 0]])
    logits = torch.tensor([[0.0, 9, 0], [9, 0, 0], [0, 0, 0]])

    def loss(weight: float) -> float:
        shown = torch.zeros(3, 3, 1, 1)
        return loss_of(Batch(shown, accepted, answers, torch.tensor([weight, 0, 0])), logits).item()

    assert loss(1.0) < loss(0.5) < loss(0.0)
    own = [8.7, 0.6, 1.0986]  # wrong by 9, right but for smoothing, none of three alike
    assert loss(0.0) == pytest.approx(sum(own) / 3, abs=0.1)
