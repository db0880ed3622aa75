"""The command that makes a pack of somebody's network: what it says, and its exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core import apart
from core.cli import main as cli
from core.inference.model_pack import Pack, open_pack
from core.vocabulary import EngineKind, Scaling
from tests.onnx_networks import Network
from tests.packs import LABELS, draw_product


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(LABELS))
    return path


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Ten photos in Kaggle's layout, one of no class of the network, one that is not there."""
    folder = tmp_path / "photos"
    (folder / "images").mkdir(parents=True)
    rows = ["id,gender,articleType,name"]
    for index, label in enumerate([*LABELS, *LABELS, "Mauve"]):
        drawn = draw_product("Red" if label == "Mauve" else label, (60, 80), seed=900 + index)
        Image.fromarray(drawn).save(folder / "images" / f"{index}.jpg", quality=95)
        rows.append(f"{index},Men,{label},a shirt, with a comma")
    rows.append("77,Men,Red,gone")
    (folder / "styles.csv").write_text("\n".join(rows))
    return folder


def run(network: Path, labels: Path, out: Path, *more: str) -> int:
    return cli.main(
        ["import-model", str(network), "--labels", str(labels), "--out", str(out), *more]
    )


def test_a_network_is_imported_measured_and_tried(
    tiny_pack: Pack, labels: Path, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = tiny_pack.folder / "network.keras"
    code = run(network, labels, tmp_path / "own", "--validation", str(photos))
    told = capsys.readouterr()
    assert code == cli.ALL_GOOD, told.err
    assert "a pack of 5 classes, 32 px, values 0-255" in told.out
    assert "% on 10 validation photos" in told.out
    assert "tried on " in told.out
    assert "styles.csv: 2 rows left out" in told.err
    assert open_pack(tmp_path / "own").card.metrics["validation"]["photos"] == 10


@pytest.mark.usefixtures("tried_here")
@pytest.mark.parametrize("name", ["unit", "0-1"])
def test_the_scaling_is_kept_and_its_fault_noticed(
    name: str,
    tiny_pack: Pack,
    labels: Path,
    photos: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    network = tiny_pack.folder / "network.keras"
    options = ("--preprocessing", name, "--validation", str(photos))
    assert run(network, labels, tmp_path / "own", *options) == cli.ALL_GOOD
    assert "is --preprocessing what the network was trained with?" in capsys.readouterr().out
    assert open_pack(tmp_path / "own").card.input.scaling == "0-1"


@pytest.mark.usefixtures("tried_here")
@pytest.mark.parametrize(
    ("network", "names", "cause"),
    [
        ("broken", LABELS, "damaged or not a Keras network"),
        ("folder", LABELS, "is a folder"),
        ("missing", LABELS, "no such file"),
        ("tiny", LABELS[:3], "names 3 classes, the network answers 5"),
        ("tiny", ["Blue", "Blue"], "names a class twice"),
        ("tiny", [f"c{number}" for number in range(30_001)], "names 30,001 classes, more than"),
    ],
)
def test_what_cannot_be_used_gives_2_and_leaves_no_pack(
    network: str,
    names: list[str],
    cause: str,
    tiny_pack: Pack,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "broken.keras").write_bytes(b"broken")
    (tmp_path / "tiny.keras").write_bytes((tiny_pack.folder / "network.keras").read_bytes())
    (tmp_path / "labels.json").write_text(json.dumps(names))
    (tmp_path / "folder.keras").mkdir()
    code = run(tmp_path / f"{network}.keras", tmp_path / "labels.json", tmp_path / "own")
    assert code == cli.WRONG_USAGE
    assert cause in capsys.readouterr().err
    assert not (tmp_path / "own").exists()


@pytest.mark.usefixtures("tried_here")
@pytest.mark.parametrize(
    ("table", "cause"),
    [
        ("id,label\n1,Red\n", "has no column articleType"),
        ("id,articleType\n1,Mauve\n", "names no photo of the network's classes"),
    ],
)
def test_wrong_validation_photos_give_2(
    table: str,
    cause: str,
    tiny_pack: Pack,
    labels: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "styles.csv").write_text(table)
    network = tiny_pack.folder / "network.keras"
    code = run(network, labels, tmp_path / "own", "--validation", str(tmp_path))
    assert code == cli.WRONG_USAGE
    assert cause in capsys.readouterr().err


def test_without_keras_the_cause_is_told(
    labels: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run(tmp_path / "n.keras", labels, tmp_path / "own") == cli.WRONG_USAGE
    assert "tensorflow must be installed" in capsys.readouterr().err
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert run(tmp_path / "n.keras", labels, tmp_path / "own") == cli.WRONG_USAGE
    assert "pip" not in capsys.readouterr().err


@pytest.mark.usefixtures("tried_here")
def test_the_pixel_values_are_chosen_by_the_file_and_told(
    tiny_pack: Pack, labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny_pack.folder / "network.keras", labels, tmp_path / "own") == cli.ALL_GOOD
    assert "pixel values 0 to 255: as told by its part rescaling" in capsys.readouterr().out


def test_what_it_is_is_told_without_keras(
    labels: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (tmp_path / "n.pt").write_bytes(b"\x80\x02torch")
    assert run(tmp_path / "n.pt", labels, tmp_path / "own") == cli.WRONG_USAGE
    assert "is a pickle of PyTorch or Python" in capsys.readouterr().err


def test_the_commands_start_without_tensorflow() -> None:
    code = "import sys, core.cli.main as c; c.main(['import-model', '--help'])\n"
    code += "assert not {'keras', 'tensorflow', 'scipy', 'reportlab'} & set(sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--preprocessing [none|unit|tf|torch|caffe]" in told.stdout


def test_an_onnx_network_is_imported_without_keras(
    onnx_network: Network, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "labels.txt"
    names.write_text("\n".join(LABELS))
    network = onnx_network(end="softmax", scaling=Scaling.TORCH, side="side")
    told = ["--preprocessing", "torch", "--validation", str(photos)]
    assert run(network, names, tmp_path / "own", *told) == cli.WRONG_USAGE
    assert "leaves the size of its pictures open" in capsys.readouterr().err
    assert not (tmp_path / "own").exists()
    code = run(network, names, tmp_path / "own", *told, "--input-size", "32")
    said = capsys.readouterr()
    assert code == cli.ALL_GOOD, said.err
    assert "a pack of 5 classes, 32 px, values torch" in said.out
    assert "top-1 accuracy 100" in said.out
    pack = open_pack(tmp_path / "own")
    assert (pack.card.engine, pack.network.name) == (EngineKind.ONNX, "network.onnx")
    assert pack.class_weights is not None


def test_an_onnx_network_wants_its_preprocessing_named(
    onnx_network: Network, labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(onnx_network(), labels, tmp_path / "own") == cli.WRONG_USAGE
    assert "name the preprocessing" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(0)"])
def test_a_file_that_crashes_its_library_is_told(
    end: str,
    onnx_network: Network,
    labels: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(apart, "_command", lambda _: [sys.executable, "-c", f"import os; {end}"])
    network = onnx_network()
    code = run(network, labels, tmp_path / "own", "--preprocessing", "tf")
    assert code == cli.WRONG_USAGE
    assert f"{network.name}: its engine crashed on it" in capsys.readouterr().err
    assert not (tmp_path / "own").exists()
