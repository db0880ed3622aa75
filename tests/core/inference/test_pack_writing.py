import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import ExportFailed, PackError
from core.inference.card import InputSpec, UnknownRule
from core.inference.model_pack import Pack, open_pack
from core.inference.opening import open_engine
from core.inference.pack_writing import write_pack
from tests import unix
from tests.packs import LABELS, make_card


@pytest.fixture
def folder(tiny_pack: Pack, tmp_path: Path) -> Path:
    """A copy of the pack that a test may damage."""
    return Path(shutil.copytree(tiny_pack.folder, tmp_path / "packs" / "copy"))


def test_arrays_that_would_run_code_are_refused(tiny_pack: Pack, tmp_path: Path) -> None:
    np.save(tmp_path / "evil.npy", np.array([print], dtype=object), allow_pickle=True)
    files = {
        "network.tflite": tiny_pack.network,
        "class_weights.npy": tmp_path / "evil.npy",
    }
    with pytest.raises(PackError, match="no readable arrays"):
        write_pack(tmp_path / "pack", make_card(), files)
    assert not (tmp_path / "pack").exists()


def test_a_pack_that_does_not_answer_never_replaces_one_that_does(
    folder: Path, tiny_pack: Pack
) -> None:
    good = {path.name: path.read_bytes() for path in folder.iterdir()}
    attempts = [
        (make_card(), {"network.tflite": b"no network"}, None),
        (make_card(), {}, None),
        (make_card(labels=("A", "B"), families=()), {"network.tflite": tiny_pack.network}, None),
        (make_card(input=InputSpec(64)), {"network.tflite": tiny_pack.network}, None),
        (make_card(), {"network.tflite": tiny_pack.network}, np.ones((7, len(LABELS)))),
    ]
    for card, files, weights in attempts:
        with pytest.raises(PackError):
            write_pack(folder, card, files, class_weights=weights)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == good
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_new_pack_replaces_the_old_as_a_whole(folder: Path, tiny_pack: Pack) -> None:
    pack = write_pack(folder, make_card(version="2"), {"network.tflite": tiny_pack.network})
    assert pack.version == "2"
    assert {path.name for path in folder.iterdir()} == {"card.json", "network.tflite"}
    assert pack.class_weights is None
    assert open_engine(pack).size == 32
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_swap_that_fails_puts_the_old_pack_back(
    folder: Path, tiny_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def refuse_the_new(self: Path, target: Path) -> Path:
        if target == folder and self.name == folder.name:  # the new one, in its workshop
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", refuse_the_new)
    with pytest.raises(ExportFailed, match="permission denied"):
        write_pack(folder, make_card(version="2"), {"network.tflite": tiny_pack.network})
    assert open_pack(folder).version == "1"


def test_a_pack_that_was_being_replaced_when_the_program_was_killed_is_there(
    folder: Path, tiny_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    rename, aside = Path.replace, list[Path]()

    def die_before_the_second(self: Path, target: Path) -> Path:
        if aside:
            raise Killed
        aside.append(target)
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", die_before_the_second)
        with pytest.raises(Killed):
            write_pack(folder, make_card(version="2"), {"network.tflite": tiny_pack.network})
    assert not folder.exists()
    assert open_pack(folder).version == "1"
    pack = write_pack(folder, make_card(version="3"), {"network.tflite": tiny_pack.network})
    assert pack.version == "3"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@unix.links
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one(folder: Path, tiny_pack: Pack, tmp_path: Path, there: bool) -> None:
    target = folder if there else tmp_path / "disk" / "new"
    (link := tmp_path / "link").symlink_to(target)
    pack = write_pack(link, make_card(version="2"), {"network.tflite": tiny_pack.network})
    assert (pack.folder, link.readlink(), open_pack(target).version) == (link, target, "2")
    target.rename(target.with_name(f".Tagproof-was-{target.name}"))  # killed between two renamings
    assert open_pack(link).version == "2"


def test_a_folder_that_is_no_pack_is_left_alone(tiny_pack: Pack, tmp_path: Path) -> None:
    files, kept = {"network.tflite": tiny_pack.network}, tmp_path / "mine" / "holiday.jpg"
    kept.parent.mkdir()
    assert write_pack(kept.parent, make_card(), files).version == "1"  # an empty one is taken
    (kept.parent / "card.json").unlink()
    kept.touch()
    with pytest.raises(ExportFailed, match="something other than a model"):
        write_pack(kept.parent, make_card(), files)
    assert kept.exists()


@unix.pipes
def test_what_is_no_folder_is_never_replaced(tiny_pack: Pack, tmp_path: Path) -> None:
    """Not even a device: whoever may write to its folder would take it from the whole system."""
    file, pipe = tmp_path / "file", tmp_path / "pipe"
    file.write_text("mine")
    os.mkfifo(pipe)
    for place in (file, pipe):
        with pytest.raises(ExportFailed, match="is a file; name a folder for the model"):
            write_pack(place, make_card(), {"network.tflite": tiny_pack.network})
    assert file.read_text() == "mine" and pipe.is_fifo()


def test_a_place_that_cannot_be_written_is_told(tiny_pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportFailed, match="pack"):
        write_pack(tmp_path / "file" / "pack", tiny_pack.card, {})


def test_unknown_arrays_travel_with_the_pack(tiny_pack: Pack, tmp_path: Path) -> None:
    card = replace(make_card(), unknown=UnknownRule("residual", 2.0, 2.0))
    arrays = {"mean": np.zeros(16), "outside": np.eye(16)[:, :4]}
    files = {"network.tflite": tiny_pack.network}
    pack = write_pack(tmp_path / "pack", card, files, unknown_arrays=arrays)
    np.testing.assert_array_equal(pack.unknown_arrays["outside"], np.eye(16)[:, :4])
    with pytest.raises(PackError, match="does not fit the network"):
        write_pack(tmp_path / "pack", card, files, unknown_arrays=arrays | {"mean": np.zeros(3)})
