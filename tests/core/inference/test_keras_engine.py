import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.keras_engine import BATCH_SIZE, KerasEngine, find_head
from core.inference.keras_loading import load_network
from core.inference.model_pack import Pack
from tests.packs import LABELS, SIZE_PX

if TYPE_CHECKING:
    import keras


def test_probabilities_become_logits_that_give_them_back(
    tiny_network: "keras.Model", pictures: NDArray[np.uint8], tmp_path: Path
) -> None:
    import keras

    keras.Sequential([tiny_network, keras.layers.Softmax()]).save(tmp_path / "p.keras")
    tiny_network.save(tmp_path / "l.keras")
    logits, given = (KerasEngine(tmp_path / f"{name}.keras").run(pictures).logits for name in "lp")
    assert logits.max() > 1
    assert given.max() <= 0
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    np.testing.assert_allclose(np.exp(given), raised / raised.sum(axis=1, keepdims=True), atol=1e-5)


def test_the_head_splits_the_logits_over_the_feature_map(
    tiny_network: "keras.Model", pictures: NDArray[np.uint8], tiny_pack: Pack
) -> None:
    head = find_head(tiny_network)
    assert head.feature_map is tiny_network.get_layer("gap").input
    assert head.class_weights is not None
    assert head.class_weights.shape == (16, len(LABELS))
    answer = KerasEngine(tiny_pack.folder / "network.keras").run(pictures)
    bias = tiny_network.get_layer("logits").bias.numpy()
    rebuilt = answer.features.mean(axis=(1, 2)) @ head.class_weights + bias
    np.testing.assert_allclose(rebuilt, answer.logits, rtol=1e-4, atol=1e-4)


def test_what_is_between_pooling_and_answer_decides_over_the_weights() -> None:
    import keras
    from keras import layers

    def head(*tail: "keras.layers.Layer") -> tuple[bool, bool]:
        stem = [keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()]
        found = find_head(keras.Sequential([*stem, *tail]))
        return found.feature_map is not None, found.class_weights is not None

    assert head(layers.Dropout(0.5), layers.Dense(5), layers.Softmax()) == (True, True)
    assert head(layers.Dense(8), layers.Dense(5)) == (True, False)
    assert head(layers.LayerNormalization(), layers.Dense(5)) == (True, False)
    assert head(layers.Rescaling(2.0), layers.Dense(5)) == (True, False)


def test_batches_have_one_shape_whatever_is_asked(tiny_pack: Pack) -> None:
    engine = KerasEngine(tiny_pack.folder / "network.keras")
    for count in (1, BATCH_SIZE, BATCH_SIZE + 1):
        assert engine.run(np.zeros((count, SIZE_PX, SIZE_PX, 3), np.uint8)).logits.shape == (
            count,
            len(LABELS),
        )


def test_what_is_no_network_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "n.keras").write_bytes(b"nothing")
    with pytest.raises(PackError, match=r"n\.keras: is damaged or not a Keras network"):
        load_network(tmp_path / "n.keras")
    with pytest.raises(PackError, match=r"gone\.keras: no such file"):
        load_network(tmp_path / "gone.keras")


def test_the_engine_finds_out_whose_kernels_answer(tiny_pack: Pack) -> None:
    import keras
    import tensorflow as tf

    code = "import sys; from pathlib import Path\n"
    code += "from core.inference.keras_engine import KerasEngine\n"
    code += "print(KerasEngine(Path(sys.argv[1])).facts)"
    command = [sys.executable, "-c", code, str(tiny_pack.folder / "network.keras")]
    surroundings = os.environ | {"TF_ENABLE_ONEDNN_OPTS": "0", "TF_CPP_MIN_LOG_LEVEL": "2"}
    told = subprocess.run(command, env=surroundings, text=True, capture_output=True, check=True)
    assert told.stdout == f"Keras {keras.__version__}, TensorFlow {tf.__version__} (built-in)\n"
