"""LiteRT finds Microsoft's runtime where pip put it, and says what lacks where it does not load."""

import os
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from core.errors import PackError
from core.inference import litert_library
from core.inference.engine import engine_spec
from core.vocabulary import EngineKind

NETWORK = Path("a/network.tflite")


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    litert_library.find_runtime.cache_clear()
    yield
    litert_library.find_runtime.cache_clear()


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Be a Windows, and note the folders that it was told to search for DLLs."""
    litert_library.interpreter_type(NETWORK)  # LiteRT's own folder is told at its first import
    litert_library.find_runtime.cache_clear()
    told: list[str] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "add_dll_directory", told.append, raising=False)
    return told


def installed(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay the package's files as pip does: DLLs at the top and beside the interpreter."""
    packages = environment / "Lib" / "site-packages"
    record = packages / "msvc_runtime-14.44.dist-info"
    record.mkdir(parents=True)
    (environment / "Scripts").mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: msvc_runtime\nVersion: 14.44\n")
    dlls = ("../../msvcp140.dll", "../../vcruntime140_threads.dll")
    (record / "RECORD").write_text("".join(f"{name},,\n" for name in dlls))
    for name in dlls:
        (packages / name).touch()
    monkeypatch.syspath_prepend(str(packages))


def test_windows_is_told_where_pip_put_the_runtime(
    tmp_path: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path / "venv", monkeypatch)
    litert_library.interpreter_type(NETWORK)
    litert_library.interpreter_type(NETWORK)
    assert searched == [str((tmp_path / "venv").resolve())]


def test_a_runtime_that_was_deleted_is_not_searched_for(
    tmp_path: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path / "venv", monkeypatch)
    (tmp_path / "venv" / "vcruntime140_threads.dll").unlink()
    litert_library.interpreter_type(NETWORK)
    assert searched == []


def test_without_the_package_windows_searches_as_ever(
    searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "files", missing)
    litert_library.interpreter_type(NETWORK)
    assert searched == []


def test_other_systems_search_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "add_dll_directory", pytest.fail, raising=False)
    litert_library.interpreter_type(NETWORK)


def refuse(error: ImportError, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            if name.startswith("ai_edge_litert"):
                raise error

    for name in [name for name in sys.modules if name.startswith("ai_edge_litert")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Refusing(), *sys.meta_path])


def test_a_missing_runtime_is_a_sentence_with_the_remedy(
    searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(ImportError("DLL load failed while importing _pywrap: not found."), monkeypatch)
    with pytest.raises(
        PackError, match=r"network\.tflite: LiteRT.*DLL load.*found\); .*vc_redist\.x64\.exe"
    ):
        litert_library.interpreter_type(NETWORK)


def test_a_missing_litert_is_a_sentence_that_blames_no_runtime(
    searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(ModuleNotFoundError("No module named 'ai_edge_litert'"), monkeypatch)
    with pytest.raises(PackError, match=r"LiteRT, which runs it, is not installed here$"):
        litert_library.interpreter_type(NETWORK)


def test_where_there_is_a_stand_in_its_library_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert engine_spec(EngineKind.ONNX).network_file == litert_library.ONNX_FORM
    (tmp_path / litert_library.ONNX_FORM).touch()
    refuse(ModuleNotFoundError("No module named 'ai_edge_litert'"), monkeypatch)
    with pytest.raises(PackError, match=r"ONNX Runtime, which would stand in: pip install"):
        litert_library.interpreter_type(tmp_path / NETWORK.name)
