import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

from model.training.losses import AcceptedCrossEntropy  # noqa: E402


def test_the_teachers_share_of_the_loss_counts() -> None:
    logits = np.array([[2.0, 0.0, -1.0]], dtype=np.float32)
    log_p = logits[0] - np.log(np.exp(logits[0]).sum())
    marked = np.array([[1, 0, 0, 0.2, 0.5, 0.3]], dtype=np.float32)
    loss = float(AcceptedCrossEntropy(smoothing=0.0, taught=0.75)(marked, logits))
    assert loss == pytest.approx(-0.25 * log_p[0] - 0.75 * float(marked[0, 3:] @ log_p), abs=1e-5)


def test_any_accepted_class_is_right() -> None:
    loss = AcceptedCrossEntropy(smoothing=0.0)
    accepted = np.array([[1.0, 1.0, 0.0]], dtype=np.float32)
    first = float(loss(accepted, np.array([[9.0, 0.0, 0.0]], dtype=np.float32)))
    second = float(loss(accepted, np.array([[0.0, 9.0, 0.0]], dtype=np.float32)))
    wrong = float(loss(accepted, np.array([[0.0, 0.0, 9.0]], dtype=np.float32)))
    assert first == pytest.approx(second)
    assert first < 0.01
    assert wrong > 5


def test_a_thing_outside_the_classes_shall_look_like_none() -> None:
    loss = AcceptedCrossEntropy(smoothing=0.1)
    marked = np.zeros((1, 3), np.float32)
    even = float(loss(marked, np.zeros((1, 3), np.float32)))
    sure = float(loss(marked, np.array([[0.0, 4.0, 0.0]], dtype=np.float32)))
    assert even == pytest.approx(np.log(3))
    assert sure > 2 * even


def test_where_the_teacher_is_silent_the_label_alone_counts() -> None:
    logits = np.array([[2.0, 0.0, -1.0]], dtype=np.float32)
    accepted = np.array([[1, 0, 0]], dtype=np.float32)
    silent = np.hstack([accepted, np.zeros((1, 3), np.float32)])
    alone = float(AcceptedCrossEntropy(smoothing=0.1)(accepted, logits))
    assert float(AcceptedCrossEntropy(smoothing=0.1, taught=0.8)(silent, logits)) == alone
