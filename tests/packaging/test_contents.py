"""What the frozen program leaves out is missed by nothing: the same imports, refused here."""

import os
import re
import subprocess
import sys
import types
from importlib.metadata import files, version
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QStyleFactory

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))

import contents  # noqa: E402
import hollow  # noqa: E402

from desktop.ui import language  # noqa: E402
from tests.source_files import imports_of  # noqa: E402

REFUSE = """
import sys
sys.path[:0] = ["packaging"]
import contents, hollow

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if any(name == left or name.startswith(left + ".") for left in contents.EXCLUDED_MODULES):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path[:0] = [hollow.HollowFinder, Refuse()]
"""
EVERY_SEGMENTER = """
import numpy as np
from core.vocabulary import Segmenter
from core.explain.segmentation import segment
pixels = np.full((96, 80, 3), 255, np.uint8)
pixels[20:70, 20:60] = np.random.default_rng(0).integers(0, 255, (50, 40, 3))
for segmenter in Segmenter:
    assert segment(pixels, segmenter, 12).count > 0
"""
LIME = """
import numpy as np
from core.explain.surrogate import fit, standard_errors
draws = np.random.default_rng(0)
for samples, superpixels in ((60, 8), (8, 60)):
    rows, values = draws.random((samples, superpixels)) < 0.5, draws.random((samples, 2))
    fit(rows, values, 0.25).predict(rows)
    standard_errors(rows, values, 0.25)
"""
CALIBRATION = """
import numpy as np
from core.inference.calibration import fit_temperature
draws = np.random.default_rng(0)
fit_temperature(draws.normal(size=(50, 4)).astype(np.float32), draws.integers(0, 4, 50))
"""
DUPLICATES = """
import numpy as np
from core.review.duplicates import Marks, clustered, look
hash_ = look(np.zeros((64, 64, 3), np.uint8))
marks = Marks.of([(1, 1, hash_, None), (2, 2, hash_, None)])
assert clustered(marks).tolist() == [[1, 0], [2, 0]]
"""
TYPING_ERROR = """
from core.catalog.tag_finder import TagFinder
assert TagFinder(["Shirts"]).find("shrit")
"""
REPORTS = """
import core.report.pdf.document, core.report.png, core.report.tables.outcome_table
import core.cli.review, core.cli.main
"""
WINDOW = "import desktop.app, desktop.workbench"
KERAS_FILE = """
from pathlib import Path
from core.inference.keras_engine import KerasEngine
KerasEngine(Path("tests/data/packs/tiny/network.keras"))
"""


def run_refusing(code: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", REFUSE + code],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "code", [EVERY_SEGMENTER, LIME, CALIBRATION, DUPLICATES, TYPING_ERROR, REPORTS, WINDOW]
)
def test_nothing_left_out_is_missed(code: str) -> None:
    run_refusing(code)


def test_our_own_code_names_nothing_that_is_left_out() -> None:
    """But for other engines and a cluster, whose absence the program tells in words."""
    sources = [file for room in ("core", "desktop") for file in (ROOT / room).rglob("*.py")]
    named = set().union(*map(imports_of, sources))
    left_out = contents.EXCLUDED_MODULES.keys() | hollow.HOLLOW_MODULES.keys()
    missed = {left for left in left_out for name in named if f"{name}.".startswith(f"{left}.")}
    assert missed == {"distributed", "h5py", "keras", "onnx", "onnxruntime", "tensorflow"}


def test_the_larger_build_misses_nothing_either() -> None:
    run_refusing(KERAS_FILE, TAGPROOF_WITH_TENSORFLOW="1")


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt6Widgets.dll",
        "PySide6/QtWidgets.abi3.so",
        "libQt6Gui.so.6",
        "resources/samples/tee-red.jpg",
        "model/packs/catalog-cnn/card.json",
        "ai_edge_litert/libpywrap_litert_common.so",
        "ai_edge_litert/libpywrap_litert_common.dylib",
        "Python.framework/Versions/3.12/Resources/Info.plist",
        "Python.framework/Versions/Current",
    ],
)
def test_what_the_program_needs_stays(target: str) -> None:
    assert contents.is_wanted(target)


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_ka.qm",
        "PySide6/Qt/translations/qt_de.qm",
        "ai_edge_litert/libLiteRtWebGpuAccelerator.so",
        "ai_edge_litert/libLiteRtMetalAccelerator.dylib",
        "scipy/special/tests/data/boost.npz",
        "libQt6Qml.so.6",
    ],
)
def test_what_nothing_reads_goes(target: str) -> None:
    assert not contents.is_wanted(target)


def files_of_qt(system: str) -> list[str]:
    """Give libraries, plugins and translations of PySide6-Essentials 6.11.3, as its wheel lists."""
    return (ROOT / "tests" / "data" / "qt" / f"{system}.txt").read_text("utf-8").split()


WHEELS = ("linux", "macos", "windows")


def plugins_kept(system: str) -> set[str]:
    found = (target for target in files_of_qt(system) if "/plugins/" in target)
    return {target.rpartition("/")[2] for target in found if contents.is_wanted(target)}


def test_every_plugin_that_is_named_is_one_of_qt_s() -> None:
    kept = {name.partition(".")[0] for system in WHEELS for name in plugins_kept(system)}
    named = {name for names in contents.QT_PLUGINS.values() for name in names}
    assert {name.removeprefix("lib") for name in kept} == named


def test_each_system_gets_its_own_plugins() -> None:
    shared = {"qoffscreen", "qjpeg", "qico", "qsvg", "qsvgicon"}
    own = {
        "macos": {"qcocoa"},
        "windows": {"qwindows"},
        "linux": {
            "qxcb",
            "qwayland",
            "bradient",
            "xdg-shell",
            "composeplatforminputcontextplugin",
            "ibusplatforminputcontextplugin",
        },
    }
    for system, names in own.items():
        kept = {name.partition(".")[0].removeprefix("lib") for name in plugins_kept(system)}
        assert kept == shared | names, system


@pytest.mark.parametrize("system", WHEELS)
def test_every_library_that_is_named_is_one_of_qt_s(system: str) -> None:
    of_linux = {"WaylandClient", "XcbQpa"}
    libraries = (
        target for target in files_of_qt(system) if re.search("/plugins/|_", target) is None
    )
    kept = {
        re.sub(r".*/(lib)?Qt6?|[.].*", "", target)
        for target in libraries
        if contents.is_wanted(target)
    }
    assert kept == contents.QT_LIBRARIES - (of_linux if system != "linux" else set())


def test_the_list_of_plugins_is_that_of_the_wheel_in_use() -> None:
    if version("PySide6-Essentials") != "6.11.3" or not sys.platform.startswith("linux"):
        pytest.skip("the list is that of another wheel")
    found = (str(file) for file in files("PySide6-Essentials") or () if "/plugins/" in str(file))
    assert sorted(found) == [target for target in files_of_qt("linux") if "/plugins/" in target]


@pytest.mark.parametrize("module", ["Core", "DBus", "Gui", "OpenGL", "Svg", "Widgets"])
def test_a_framework_of_macos_stays_whole(module: str) -> None:
    assert all(contents.is_wanted(target) for target in laid_out(module))


@pytest.mark.parametrize("module", ["Network", "Qml", "Quick", "Sql"])
def test_a_framework_of_macos_goes_wholly(module: str) -> None:
    assert not any(contents.is_wanted(target) for target in laid_out(module))


def laid_out(module: str) -> list[str]:
    """Give what PyInstaller makes of a framework: signing refuses one that lacks any of it."""
    whole = f"PySide6/Qt/lib/Qt{module}.framework"
    assert f"{whole}/Versions/A/Qt{module}" in files_of_qt("macos")
    inside = ("A/Resources/Info.plist", f"A/Qt{module}", "Current")
    links = (f"{whole}/Qt{module}", f"{whole}/Resources", f"Qt{module}")
    return [*(f"{whole}/Versions/{file}" for file in inside), *links]


def test_the_window_s_style_is_no_plugin(qapp: QApplication) -> None:
    assert not any("/styles/" in target for target in files_of_qt("linux"))
    assert QStyleFactory.create("Fusion") is not None


def test_every_language_of_the_window_goes_along() -> None:
    for key in language.languages().keys() - {language.SOURCE}:
        assert (ROOT / "resources" / "translations" / f"tagproof_{key}.qm").is_file()
        assert contents.is_wanted(f"PySide6/Qt/translations/qtbase_{key}.qm")


def test_every_exclusion_has_a_reason() -> None:
    left_out = {**contents.EXCLUDED_MODULES, **hollow.HOLLOW_MODULES}
    assert all(len(reason) > 3 for reason in left_out.values())


def test_hollow_module_imports_and_refuses_to_work() -> None:
    module = types.ModuleType("scipy.stats")
    hollow.HollowFinder.exec_module(module)
    assert hollow.HollowFinder.find_spec("scipy.stats.qmc") is not None
    assert hollow.HollowFinder.find_spec("scipy.statsmodels") is None
    assert isinstance(module.norm.cdf, type)
    with pytest.raises(ModuleNotFoundError, match=r"scipy\.stats\.norm is not part"):
        module.norm(0)
    assert not hasattr(module, "__path_of_nothing__")


def test_hollow_module_borrows_what_is_called_all_the_same() -> None:
    module = types.ModuleType("scipy.linalg")
    hollow.HollowFinder.exec_module(module)
    assert module.inv([[2.0]]).tolist() == [[0.5]]
    with pytest.raises(ModuleNotFoundError, match=r"scipy\.linalg\.svd is not part"):
        module.svd([[2.0]])
