import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

from core.errors import PackError  # noqa: E402
from core.inference.calibration import calibrate  # noqa: E402
from core.inference.model_pack import Pack  # noqa: E402
from core.inference.opening import open_engine  # noqa: E402
from model.training.teacher import Teacher  # noqa: E402
from tests.packs import LABELS, SIZE_PX, draw_product  # noqa: E402


def test_a_teacher_answers_for_the_very_pictures(tiny_pack: Pack) -> None:
    pictures = np.stack([draw_product(label) for label in LABELS])
    taught = Teacher(tiny_pack.folder, LABELS).teach(tf.constant(pictures, tf.float32)).numpy()
    wanted = calibrate(open_engine(tiny_pack).run(pictures).logits, 1.0)
    np.testing.assert_allclose(taught, wanted, atol=1e-6)


def test_pictures_of_another_size_are_fitted(tiny_pack: Pack) -> None:
    large = np.stack([draw_product(label) for label in LABELS]).repeat(2, axis=1).repeat(2, axis=2)
    assert large.shape[1] == 2 * SIZE_PX
    taught = Teacher(tiny_pack.folder, LABELS).teach(tf.constant(large, tf.float32)).numpy()
    assert taught.argmax(axis=1).tolist() == list(range(len(LABELS)))


def test_classes_must_be_the_pupils_in_their_order(tiny_pack: Pack) -> None:
    with pytest.raises(PackError, match="names other classes"):
        Teacher(tiny_pack.folder, LABELS[::-1])
