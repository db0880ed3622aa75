import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from core.errors import ImageUnreadable, PackError, UnknownClass
from core.inference.classifier import Classifier
from core.inference.import_model import import_model, read_labels
from core.inference.model_pack import Pack, open_pack
from core.vocabulary import Scaling
from tests.packs import LABELS, draw_product

if TYPE_CHECKING:
    import keras


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(LABELS))
    return path


@pytest.fixture
def network(tiny_pack: Pack) -> Path:
    return tiny_pack.folder / "network.keras"


def save(model: "keras.Model", path: Path) -> Path:
    model.save(path)
    return path


def small(*tail: "keras.layers.Layer", side: int | None = 16) -> "keras.Model":
    """A network of a stem and a tail, untrained."""
    import keras

    pictures = keras.Input((side, side, 3))
    stem = keras.layers.Conv2D(4, 3, strides=4, name="stem")
    return keras.Sequential([pictures, keras.layers.Rescaling(1 / 255), stem, *tail])


def test_a_network_becomes_a_pack_that_tags(network: Path, labels: Path, tmp_path: Path) -> None:
    pack = import_model(network, labels, tmp_path / "own", Scaling.BYTE)
    assert pack.labels == LABELS
    assert pack.card.temperature == 1
    assert pack.class_weights is not None
    classifier = Classifier.open(pack.folder)
    pictures = np.stack([draw_product(name, seed=700) for name in LABELS])
    predictions = classifier.classify_prepared(pictures)
    assert [prediction.label for prediction in predictions] == list(LABELS)
    assert predictions[0].features is not None


def test_softmax_answers_become_logits(
    tiny_network: "keras.Model", labels: Path, tmp_path: Path
) -> None:
    import keras

    model = keras.Sequential([tiny_network, keras.layers.Softmax()])
    path = save(model, tmp_path / "n.keras")
    pack = import_model(path, labels, tmp_path / "own", Scaling.BYTE)
    classifier = Classifier.open(pack.folder)
    pictures = np.stack([draw_product(name, seed=700) for name in LABELS])
    wanted = model.predict(pictures.astype(np.float32), verbose=0)
    logits = classifier.predict_logits(pictures)
    assert logits.min() < 0
    np.testing.assert_allclose(classifier.probabilities(logits), wanted, atol=1e-5)


def test_validation_photos_set_temperature_and_threshold(
    network: Path, labels: Path, tmp_path: Path
) -> None:
    validation = []
    for index, name in enumerate(LABELS * 5):
        path = tmp_path / f"{index}.png"
        Image.fromarray(draw_product(name, seed=800 + index)).save(path)
        validation.append((path, name))
    validation[0] = (validation[0][0], "Red")
    pack = import_model(network, labels, tmp_path / "own", Scaling.BYTE, validation=validation)
    assert pack.card.temperature > 1
    assert pack.card.metrics["validation"]["photos"] == 25
    assert pack.card.metrics["validation"]["accuracy"] == pytest.approx(24 / 25, abs=0.09)
    with pytest.raises(UnknownClass, match="Mauve"):
        import_model(network, labels, tmp_path / "own", Scaling.BYTE, validation=[(path, "Mauve")])
    with pytest.raises(ImageUnreadable):
        import_model(network, labels, tmp_path / "own", Scaling.BYTE, validation=[(labels, "Red")])
    assert open_pack(pack.folder).card == pack.card


def test_the_head_decides_over_class_weights(labels: Path, tmp_path: Path) -> None:
    import keras
    from keras import layers

    keras.utils.set_random_seed(0)  # by chance, logits can all look like probabilities
    heads = {
        "pooled": (
            (layers.GlobalAveragePooling2D(), layers.Dropout(0.5), layers.Dense(5)),
            True,
            True,
        ),
        "hidden": (
            (layers.GlobalAveragePooling2D(), layers.Dense(8), layers.Dense(5)),
            True,
            False,
        ),
        "flat": ((layers.Flatten(), layers.Dense(5, activation="softmax")), False, False),
        "maximum": ((layers.GlobalMaxPooling2D(), layers.Dense(5)), False, False),
    }
    for name, (tail, has_features, has_weights) in heads.items():
        path = save(small(*tail), tmp_path / f"{name}.keras")
        pack = import_model(path, labels, tmp_path / name, Scaling.BYTE)
        answer = Classifier.open(pack.folder).engine.run(np.zeros((1, 16, 16, 3), np.uint8))
        assert (answer.features is not None) == has_features, name
        assert (pack.class_weights is not None) == has_weights, name


def test_an_inner_gate_is_no_feature_map(labels: Path, tmp_path: Path) -> None:
    import keras
    from keras import layers

    pictures = keras.Input((16, 16, 3))
    x = layers.Conv2D(4, 3)(pictures)
    gate = layers.Reshape((1, 1, 4))(layers.GlobalAveragePooling2D()(x))
    model = keras.Model(pictures, layers.Dense(5)(layers.Flatten()(layers.Multiply()([x, gate]))))
    pack = import_model(save(model, tmp_path / "n.keras"), labels, tmp_path / "own", Scaling.UNIT)
    answer = Classifier.open(pack.folder).engine.run(np.zeros((1, 16, 16, 3), np.uint8))
    assert answer.features is None


def test_an_open_size_must_be_named(labels: Path, tmp_path: Path) -> None:
    from keras import layers

    model = small(layers.GlobalAveragePooling2D(), layers.Dense(5), side=None)
    path = save(model, tmp_path / "n.keras")
    with pytest.raises(PackError, match="leaves the size of its pictures open"):
        import_model(path, labels, tmp_path / "own", Scaling.BYTE)
    pack = import_model(path, labels, tmp_path / "own", Scaling.BYTE, size=24)
    assert Classifier.open(pack.folder).size == 24


def test_code_inside_a_network_is_never_run(labels: Path, tmp_path: Path) -> None:
    from keras import layers

    model = small(layers.GlobalAveragePooling2D(), layers.Lambda(lambda x: x * 2), layers.Dense(5))
    path = save(model, tmp_path / "n.keras")
    with pytest.raises(PackError, match="carries code of its own, which is never run"):
        import_model(path, labels, tmp_path / "own", Scaling.BYTE)
    assert not (tmp_path / "own").exists()


def test_layers_that_keras_lacks_are_named_as_the_cause(labels: Path, tmp_path: Path) -> None:
    import keras

    class Own(keras.layers.Layer):
        def call(self, x: object) -> object:
            return x

    model = small(keras.layers.GlobalAveragePooling2D(), Own(), keras.layers.Dense(5))
    path = save(model, tmp_path / "n.keras")
    with pytest.raises(PackError, match="layers of its own"):
        import_model(path, labels, tmp_path / "own", Scaling.BYTE)


def test_broken_networks_are_refused(network: Path, labels: Path, tmp_path: Path) -> None:
    broken = tmp_path / "n.keras"
    content = network.read_bytes()
    for damaged in (b"", b"nothing", content[: len(content) // 2]):
        broken.write_bytes(damaged)
        with pytest.raises(PackError, match="damaged or not a Keras network"):
            import_model(broken, labels, tmp_path / "own", Scaling.BYTE)
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("config.json", "[]")
    with pytest.raises(PackError, match="damaged or not a Keras network"):
        import_model(broken, labels, tmp_path / "own", Scaling.BYTE)
    with pytest.raises(PackError, match="no such file"):
        import_model(tmp_path / "none.keras", labels, tmp_path / "own", Scaling.BYTE)
    with pytest.raises(PackError, match=r"not a \.keras file"):
        import_model(tmp_path / "old.h5", labels, tmp_path / "own", Scaling.BYTE)


def test_networks_that_answer_something_else_are_refused(labels: Path, tmp_path: Path) -> None:
    from keras import initializers, layers

    nan = initializers.Constant(np.nan)
    tails = {
        "instead of one number per class": (layers.Conv2D(5, 1),),
        "do not sum to 1": (layers.Flatten(), layers.Dense(5, activation="sigmoid")),
        "names 5 classes, the network answers 7": (layers.Flatten(), layers.Dense(7)),
        "not finite": (layers.Flatten(), layers.Dense(5, bias_initializer=nan)),
    }
    for cause, tail in tails.items():
        path = save(small(*tail), tmp_path / "n.keras")
        with pytest.raises(PackError, match=cause):
            import_model(path, labels, tmp_path / "own", Scaling.BYTE)
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    "written",
    [
        ["Boots", "Ties", "Caps"],
        {"Boots": 0, "Caps": 2, "Ties": 1},
        {"2": "Caps", "0": "Boots", "1": "Ties"},
    ],
)
def test_labels_are_read_in_every_common_form(tmp_path: Path, written: object) -> None:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(written))
    assert read_labels(path) == ("Boots", "Ties", "Caps")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Boots, Ties", "is not JSON"),
        ("7", "neither a list"),
        ('["Boots", 3]', "neither a list"),
        ('["Boots", "Ties", "Boots"]', "names a class twice: Boots"),
        ('["Boots"]', "fewer than two"),
        ('["Boots", ""]', "empty or unprintable"),
        ('{"Boots": 0, "Ties": 2}', "does not number its classes 0 to 1"),
        ('{"Boots": 0, "Ties": 0}', "does not number its classes 0 to 1"),
        ('{"a": "Boots", "b": "Ties"}', "does not number its classes 0 to 1"),
    ],
)
def test_wrong_labels_are_refused(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "labels.json"
    path.write_text(text)
    with pytest.raises(PackError, match=cause) as caught:
        read_labels(path)
    assert caught.value.path == path
