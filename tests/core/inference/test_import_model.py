import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from core.entities import ExplainSettings
from core.errors import Cancelled, ImageUnreadable, PackError, UnknownClass
from core.inference.candidate import try_candidate
from core.inference.card import InputSpec
from core.inference.classifier import Classifier
from core.inference.import_model import import_model
from core.inference.model_pack import Pack, open_pack
from core.jobs import CancelToken
from core.session import Session
from core.vocabulary import Fill, Scaling, Segmenter
from tests import keras2
from tests.onnx_networks import Network
from tests.packs import LABELS, draw_product

if TYPE_CHECKING:
    import keras

pytestmark = pytest.mark.usefixtures("tried_here")


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
    with pytest.raises(
        PackError, match=r"carries code of its own \(layer lambda\), which is never run"
    ):
        import_model(path, labels, tmp_path / "own", Scaling.BYTE)
    assert not (tmp_path / "own").exists()


def test_layers_that_keras_lacks_are_named_as_the_cause(labels: Path, tmp_path: Path) -> None:
    import keras

    class Own(keras.layers.Layer):
        def call(self, x: object) -> object:
            return x

    model = small(keras.layers.GlobalAveragePooling2D(), Own(), keras.layers.Dense(5))
    path = save(model, tmp_path / "n.keras")
    with pytest.raises(PackError, match="needs Own, which is not Keras' own"):
        import_model(path, labels, tmp_path / "own", Scaling.BYTE)


def test_broken_networks_are_refused(network: Path, labels: Path, tmp_path: Path) -> None:
    broken = tmp_path / "n.keras"
    content = network.read_bytes()
    for damaged in (b"", b"nothing", content[: len(content) // 2]):
        broken.write_bytes(damaged)
        with pytest.raises(PackError, match=r"damaged|is empty"):
            import_model(broken, labels, tmp_path / "own", Scaling.BYTE)
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("config.json", "[]")
    with pytest.raises(PackError, match="damaged or not a Keras network"):
        import_model(broken, labels, tmp_path / "own", Scaling.BYTE)
    with pytest.raises(PackError, match="no such file"):
        import_model(tmp_path / "none.keras", labels, tmp_path / "own", Scaling.BYTE)


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
    ("names", "cause"),
    [
        (["Blue"], "names 1 class, the network answers 5"),
        (["A", "B", "C", "D", "D"], "names a class twice: D"),
        (["A", "B", "C", "D", ""], "empty or unprintable"),
    ],
)
def test_names_that_do_not_fit_are_refused(
    names: list[str], cause: str, network: Path, labels: Path, tmp_path: Path
) -> None:
    labels.write_text(json.dumps(names))
    with pytest.raises(PackError, match=cause) as caught:
        import_model(network, labels, tmp_path / "own", Scaling.BYTE)
    assert caught.value.path == labels


@pytest.mark.parametrize("form", ["keras", "h5"])
def test_a_network_of_keras_2_tells_two_classes_apart(form: str, tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    pictures = keras2.pictures()
    second = np.load(keras2.ANSWERS)["sigmoid"][:, 0]
    for text, names in (
        ("0 Shoe\n1 Dress", ("Shoe", "Dress")),
        ("Dress", ("not Dress", "Dress")),
    ):
        labels.write_text(text)
        pack = import_model(keras2.FILES / f"sigmoid.{form}", labels, tmp_path / "own")
        assert pack.labels == names
        assert pack.network.name == f"network.{form}"
        assert pack.card.data["source"].endswith("saved by Keras 2.15.0")
        assert pack.class_weights is not None
        np.testing.assert_allclose(pack.class_weights.sum(axis=1), 0, atol=1e-7)
        classifier = Classifier.open(pack.folder)
        found = classifier.classify_prepared(pictures)
        both = np.stack([prediction.probabilities for prediction in found])
        np.testing.assert_allclose(both[:, 1], second, atol=1e-6)
        np.testing.assert_allclose(both.sum(axis=1), 1, atol=1e-6)
    labels.write_text("A\nB\nC")
    with pytest.raises(PackError, match="names 3 classes, the network answers 2"):
        import_model(keras2.FILES / f"sigmoid.{form}", labels, tmp_path / "own")


def test_two_classes_are_calibrated_and_explained(tmp_path: Path) -> None:
    """A network that tells dark photos from bright ones by one number."""
    import keras
    from keras import layers

    stem = [keras.Input((16, 16, 3)), layers.Rescaling(1 / 255)]
    bright = layers.Conv2D(1, 1, kernel_initializer=keras.initializers.Constant(1 / 3))
    rest = [layers.GlobalAveragePooling2D(), layers.Dense(1, activation="sigmoid")]
    network = keras.Sequential([*stem, bright, *rest])
    network.layers[-1].set_weights([np.array([[12.0]]), np.array([-6.0])])
    validation = []
    for index in range(20):
        path = tmp_path / f"{index}.png"
        Image.fromarray(np.full((40, 30, 3), 12 * index + 10, np.uint8)).save(path)
        validation.append((path, "bright" if index > 9 else "not bright"))
    labels = tmp_path / "labels.txt"
    labels.write_text("bright")
    file = save(network, tmp_path / "n.keras")
    pack = import_model(file, labels, tmp_path / "own", validation=validation)
    assert pack.card.metrics["validation"]["accuracy"] == 1
    assert pack.card.thresholds.known < 1
    half = np.zeros((60, 60, 3), np.uint8)
    half[:, 30:] = 255
    Image.fromarray(half).save(tmp_path / "half.png")
    with Session.open(pack.folder) as session:
        for label, weigh in (("bright", np.greater), ("not bright", np.less)):
            settings = ExplainSettings(
                segmenter=Segmenter.GRID, fill=Fill.COLOUR, fill_colour="#808080", samples=200
            )
            explained = session.explain(tmp_path / "half.png", settings, label=label).explanation
            weights = explained.surrogates[label].weights[explained.segments]
            assert weigh(np.median(weights[:, 40:]), 0)
            assert weigh(0, np.median(weights[:, :20]))


def test_teachable_machine_is_read_from_end_to_end(tmp_path: Path) -> None:
    tf_keras = pytest.importorskip("tf_keras")
    network = keras2.teachable(tf_keras)
    given = keras2.pictures(224)
    features, head = network.layers
    spread = features(given / np.float32(127.5) - 1, training=False).numpy().std()
    kernel = np.random.default_rng(1).normal(0, 1, (1280, 100)) / spread / 36
    head.layers[0].set_weights([kernel, np.zeros(100)])  # an untrained body says next to nothing
    network.save(tmp_path / "keras_model.h5")
    (tmp_path / "labels.txt").write_text("0 Shirts\n1 Ties\n2 Caps\n")
    pack = import_model(tmp_path / "keras_model.h5", tmp_path / "labels.txt", tmp_path / "own")
    assert pack.labels == ("Shirts", "Ties", "Caps")
    assert pack.card.input == InputSpec(224, Scaling.SIGNED)
    found = Classifier.open(pack.folder).classify_prepared(given)
    wanted = network(given / np.float32(127.5) - 1, training=False).numpy()
    both = np.stack([prediction.probabilities for prediction in found])
    np.testing.assert_allclose(both, wanted, atol=1e-6)


def test_a_network_that_sees_nothing_is_refused(labels: Path, tmp_path: Path) -> None:
    """Values from 0 to 1 are all cut to 0 where a network takes whole numbers inside."""
    import keras
    from keras import layers

    given = keras.Input((16, 16, 3))
    whole = keras.ops.cast(keras.ops.cast(given, "uint8"), "float32")
    whole = keras.ops.floor(whole / 2.0)
    minus = keras.initializers.Constant(-1)  # no probabilities
    answer = layers.Dense(5, bias_initializer=minus)(layers.GlobalAveragePooling2D()(whole))
    path = save(keras.Model(given, answer), tmp_path / "n.keras")
    with pytest.raises(PackError, match="answers the same whatever it is shown"):
        import_model(path, labels, tmp_path / "own", Scaling.UNIT)
    import_model(path, labels, tmp_path / "own", Scaling.BYTE)


def test_a_cancelled_import_writes_nothing(network: Path, labels: Path, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        import_model(network, labels, tmp_path / "own", token=token)
    assert not (tmp_path / "own").exists()


def test_what_was_tried_is_what_is_imported(
    onnx_network: Network, labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is saved anew after its trial; another network of the same classes lies there."""
    network, other = onnx_network("n.onnx"), onnx_network("other.onnx", end="softmax")
    calm = import_model(network, labels, tmp_path / "calm", Scaling.SIGNED)

    def tried_and_changed(path: Path, *given: Any) -> Path:
        copy = try_candidate(path, *given)
        path.write_bytes(other.read_bytes())
        return copy

    monkeypatch.setattr("core.inference.import_model.try_candidate", tried_and_changed)
    pack = import_model(network, labels, tmp_path / "own", Scaling.SIGNED)
    assert pack.sha256 == calm.sha256
