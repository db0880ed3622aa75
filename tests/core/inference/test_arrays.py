import io
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from core.errors import PackError
from core.inference.arrays import read_arrays, read_class_weights

FINITE = st.floats(width=32, allow_nan=False, allow_infinity=False)
HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)


@HERE
@given(arrays(np.float32, array_shapes(min_dims=2, max_dims=2), elements=FINITE))
def test_class_weights_are_read_as_they_were_written(tmp_path: Path, weights: np.ndarray) -> None:
    np.save(tmp_path / "w.npy", weights)
    found = read_class_weights(tmp_path / "w.npy", weights.shape[1])
    np.testing.assert_array_equal(found, weights)


def test_wide_weights_become_float32(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.eye(3) / 3)
    assert read_class_weights(tmp_path / "w.npy", 3).dtype == np.float32


def test_a_collection_is_read_by_name(tmp_path: Path) -> None:
    written = {"mean": np.arange(3.0), "outside": np.eye(3)}
    np.savez(tmp_path / "u.npz", **written)
    found = read_arrays(tmp_path / "u.npz")
    assert found.keys() == written.keys()
    assert all(np.array_equal(found[name], written[name]) for name in written)


def test_the_one_is_not_taken_for_the_other(tmp_path: Path) -> None:
    np.savez(tmp_path / "u.npz", w=np.eye(3))
    np.save(tmp_path / "w.npy", np.eye(3))
    np.save(tmp_path / "flat.npy", np.arange(3))
    with pytest.raises(PackError, match=r"u\.npz: is not a table of class weights"):
        read_class_weights(tmp_path / "u.npz", 3)
    with pytest.raises(PackError, match=r"w\.npy: is not a collection of arrays"):
        read_arrays(tmp_path / "w.npy")
    with pytest.raises(PackError, match="is not a table of class weights"):
        read_class_weights(tmp_path / "flat.npy", 3)
    with pytest.raises(PackError, match="made for 3 classes, the card names 4"):
        read_class_weights(tmp_path / "w.npy", 4)


class RunsCode:
    """Leaves a mark where somebody unpickles it."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("name", ["evil.npy", "evil.npz"])
def test_code_in_a_file_is_never_run(tmp_path: Path, name: str) -> None:
    evil = np.array([RunsCode(tmp_path / "mark")], dtype=object)
    (np.save if name.endswith("npy") else np.savez)(tmp_path / name, evil)
    for reader in (read_arrays, lambda path: read_class_weights(path, 1)):
        with pytest.raises(PackError, match="holds no readable arrays"):
            reader(tmp_path / name)
    assert not (tmp_path / "mark").exists()
    np.load(tmp_path / name, allow_pickle=True)["arr_0" if name.endswith("z") else ...]
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("content", [b"", b"nothing", b"\x93NUMPY", b"PK\x03\x04 and no more"])
def test_damaged_files_are_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.npy").write_bytes(content)
    for reader in (read_arrays, lambda path: read_class_weights(path, 1)):
        with pytest.raises(PackError, match=r"w\.npy: holds no readable arrays"):
            reader(tmp_path / "w.npy")


def header(shape: tuple[int, ...], dtype: str = "<f4") -> bytes:
    stream = io.BytesIO()
    fields = {"descr": dtype, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(stream, fields)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        header((10**6, 10**6)) + bytes(64),
        header((10**30, 5)) + bytes(64),
        header((-1, 5)) + bytes(60),
        header((2, 5), "|O") + bytes(80),
        header((2, 5), "<c8") + bytes(80),
        header((2, 5), "<U4") + bytes(160),
        header((2, 5), "|V8") + bytes(80),
        header((2, 5), "<M8[s]") + bytes(80),
        header((2, 5))[:40],
        header((2, 5)).replace(b"(2, 5)", b"((2, 5") + bytes(40),
        header((2, 5)).replace(b"<f4", b"<\x004") + bytes(40),
        b"\x93NUMPY\x09\x09" + bytes(80),
        b"",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_an_array_that_is_not_what_its_header_says_is_refused_at_once(
    tmp_path: Path, content: bytes, packed: bool
) -> None:
    path = tmp_path / "u"
    path.write_bytes(content)
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("w.npy", content)
    began = time.monotonic()
    with pytest.raises(PackError, match="u: holds no readable arrays"):
        read_arrays(path)
    assert time.monotonic() - began < 2


def test_an_archive_of_more_than_fits_is_refused_without_unpacking(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "u.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in "abc":
            with archive.open(f"{name}.npy", "w") as member:
                for _ in range(200):
                    member.write(bytes(2**20))
    assert (tmp_path / "u.npz").stat().st_size < 2**20
    with pytest.raises(PackError, match=r"too long: at most 536,870,912 bytes of arrays"):
        read_arrays(tmp_path / "u.npz")


@pytest.mark.parametrize("number", [np.nan, np.inf, 1e300])
def test_arrays_hold_finite_numbers(tmp_path: Path, number: float) -> None:
    np.save(tmp_path / "w.npy", np.full((2, 3), number))
    with pytest.raises(PackError, match=r"w\.npy: holds a number that is not finite"):
        read_class_weights(tmp_path / "w.npy", 3)
    np.savez(tmp_path / "u.npz", mean=np.full(3, number))
    if not np.isfinite(number):
        with pytest.raises(PackError, match=r"u\.npz: holds a number that is not finite"):
            read_arrays(tmp_path / "u.npz")
