"""The Windows program brings Microsoft's runtime; a build that lacks what it links fails."""

import sys
from importlib import metadata
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))

import windows

LITERT = [
    "MSVCP140.dll",
    "KERNEL32.dll",
    "VCRUNTIME140_THREADS.dll",
    "api-ms-win-crt-heap-l1-1-0.dll",
]


def test_a_runtime_that_is_not_bundled_is_missed_by_name() -> None:
    links = {"litert/litert.dll": LITERT, "msvcp140.dll": ["kernel32.dll"]}
    assert windows.unresolved(links) == ["litert/litert.dll: VCRUNTIME140_THREADS.dll"]


def test_what_lies_in_the_folder_is_not_missed_however_it_is_written() -> None:
    brought = {"Qt/MSVCP140.DLL": [], "vcruntime140_threads.dll": ["ucrtbase.dll"]}
    assert windows.unresolved({"litert.dll": LITERT, **brought}) == []


def test_the_runtime_goes_along_once_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("msvcp140.dll", "Scripts/msvcp140.dll", "vcruntime140_threads.dll", "vcomp140.dll")
    files = [Installed(f"../../{name}") for name in names]
    monkeypatch.setattr(metadata, "files", {"msvc-runtime": files}.__getitem__)
    bundled = [
        ("PySide6/MSVCP140.dll", "old", "BINARY"),
        ("numpy.libs/msvcp140-26.dll", "its own", "BINARY"),
        ("python311.dll", "python", "BINARY"),
    ]
    assert windows.with_runtime(bundled) == [
        *bundled[1:],
        ("msvcp140.dll", "env/../../Scripts/msvcp140.dll", "BINARY"),
        ("vcruntime140_threads.dll", "env/../../vcruntime140_threads.dll", "BINARY"),
    ]


def test_a_wheel_s_library_goes_where_nothing_links_it(monkeypatch: pytest.MonkeyPatch) -> None:
    linked = {Path("numpy"): ["OpenBLAS64.dll"], Path("scipy"): ["python311.dll"]}
    monkeypatch.setattr(windows, "_links", lambda binary: linked.get(binary, []))
    kept = [
        ("numpy/core.pyd", "numpy", "EXTENSION"),
        ("scipy/fft.pyd", "scipy", "EXTENSION"),
        ("numpy.libs/openblas64.dll", "of numpy", "BINARY"),
        ("PySide6/plugins/platforms/qwindows.dll", "loaded by its name", "BINARY"),
    ]
    orphan = ("scipy.libs/openblas.dll", "of scipy", "BINARY")
    assert windows.without_orphans([*kept, orphan]) == kept


def test_a_machine_without_the_package_builds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(metadata.PackageNotFoundError):
        windows.with_runtime([])


class Installed(PurePosixPath):
    """A file as the metadata of a package lists it."""

    def locate(self) -> str:
        return f"env/{self}"


def missing(name: str) -> SimpleNamespace:
    raise metadata.PackageNotFoundError(name)


@pytest.mark.parametrize("manifest", [b"<longPathAware>true</longPathAware>", b""])
def test_a_program_says_whether_it_takes_long_paths(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ" + manifest + bytes(9))
    assert windows.takes_long_paths(tmp_path / "a.exe") is bool(manifest)
