"""What a file of Keras says of itself, read without Keras."""

import shutil
import zipfile
from pathlib import Path

import pytest

from core.errors import PackError
from core.inference.keras_file import read_keras_file
from tests.keras2 import FILES


@pytest.mark.parametrize("name", ["plain.keras", "plain.h5"])
def test_the_version_is_the_files_own(name: str) -> None:
    file = read_keras_file(FILES / name)
    assert (file.version, file.generation) == ("2.15.0", 2)
    assert file.config["class_name"] == "Sequential"
    assert file.hdf5 == name.endswith("h5")


def test_what_a_file_is_called_does_not_decide(tmp_path: Path) -> None:
    swapped = shutil.copyfile(FILES / "plain.h5", tmp_path / "n.keras")
    assert read_keras_file(Path(swapped)).hdf5


def test_keras_3_is_known_by_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "n.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", '{"keras_version": "3.9.2"}')
        archive.writestr("config.json", '{"class_name": "Sequential", "config": {}}')
    assert (read_keras_file(path).version, read_keras_file(path).generation) == ("3.9.2", 3)


@pytest.mark.parametrize("name", ["older.h5", "newer.weights.h5"])
def test_weights_alone_are_told(name: str) -> None:
    with pytest.raises(PackError, match="holds weights alone"):
        read_keras_file(FILES / name)


def test_hdf5_of_something_else_is_told(tmp_path: Path) -> None:
    import h5py

    with h5py.File(tmp_path / "n.h5", "w") as file:
        file["temperatures"] = [1, 2]
    with pytest.raises(PackError, match="HDF5 without a Keras network"):
        read_keras_file(tmp_path / "n.h5")


@pytest.mark.parametrize(
    ("config", "cause"),
    [
        ("[]", "damaged or not a Keras network"),
        ("{", "damaged or not a Keras network"),
        ('{"a": 1}', "damaged or not a Keras network"),
        ("[" * 100_000, "damaged or not a Keras network"),
    ],
)
def test_odd_lists_of_layers_are_refused(config: str, cause: str, tmp_path: Path) -> None:
    path = tmp_path / "n.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", config)
    with pytest.raises(PackError, match=cause):
        read_keras_file(path)


@pytest.mark.parametrize("name", ["plain.keras", "plain.h5"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.97])
def test_files_cut_off_are_refused_as_damaged(name: str, kept: float, tmp_path: Path) -> None:
    content = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(PackError, match="damaged"):
        read_keras_file(path)


def test_changed_weights_are_noticed(tmp_path: Path) -> None:
    content = bytearray((FILES / "plain.keras").read_bytes())
    content[len(content) // 2] ^= 255
    (tmp_path / "n.keras").write_bytes(content)
    with pytest.raises(PackError, match="damaged"):
        read_keras_file(tmp_path / "n.keras")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such file"):
        read_keras_file(tmp_path / "n.keras")


def test_weights_that_unpack_to_far_more_are_refused_unread(tmp_path: Path) -> None:
    import h5py

    weights = tmp_path / "model.weights.h5"
    with h5py.File(weights, "w") as file:  # 3 GB of zeros, of which nothing is written
        file.create_dataset("layers/a/vars/0", (750_000_000,), "float32", chunks=True)
        file.attrs["model_config"] = '{"class_name": "Sequential", "config": {}}'
    assert weights.stat().st_size < 1_000_000
    with pytest.raises(PackError, match="more than the 2 GB"):
        read_keras_file(weights)
    with zipfile.ZipFile(tmp_path / "bomb.keras", "w") as archive:
        archive.writestr("metadata.json", '{"keras_version": "3.10.0"}')
        archive.writestr("config.json", '{"class_name": "Sequential", "config": {}}')
        archive.write(weights, "model.weights.h5")
    with pytest.raises(PackError, match="more than the 2 GB"):
        read_keras_file(tmp_path / "bomb.keras")
