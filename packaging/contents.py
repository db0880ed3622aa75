"""What the frozen program leaves out, and why; `tests/packaging` proves that nothing misses it.

Sizes are those on disk with the locked versions, in MB.
"""

import os
from pathlib import Path, PurePath
from typing import Final

WITH_TENSORFLOW: Final = os.environ.get("TAGPROOF_WITH_TENSORFLOW") == "1"
"""Whether this build is to open bare `.keras` files as well, at four times the size."""

TENSORFLOW_MODULES: Final = {
    "tensorflow": "LiteRT answers; opening a bare .keras file is the larger build's (980)",
    "keras": "the same",
    "h5py": "reads weights for Keras",
}

EXCLUDED_MODULES: Final = {
    "onnxruntime": "answers for networks of PyTorch and others, where it is installed by pip (69)",
    "onnx": "reads them for the import (31)",
    "matplotlib": "draws the training's curves; reports draw with Pillow and ReportLab (25)",
    "fontTools": "reads the fonts of PDFs for pypdf; ours reads attached records alone (2)",
    "networkx": "scikit-image's region graphs (8)",
    "pywt": "imagehash's wavelet hash; ours is the perceptual one (8)",
    "imageio": "scikit-image's file readers; Pillow reads ours (1)",
    "dask": "reviews on a cluster, from source only",
    "distributed": "the same",
    "pandas": "ImageHash would take tables; none are given",
    "lime": "what tests and benchmarks compare with; the fit is ours",
    "skimage.data": "example pictures, fetched from the network",
    "skimage.feature": "corner and blob detectors (3)",
    "skimage.filters._multiotsu": "thresholds",
    "skimage.filters.rank": "rank filters (6)",
    "skimage.future": "experiments of scikit-image",
    "skimage.graph": "region graphs (1)",
    "skimage.io": "file readers",
    "skimage.measure._find_contours_cy": "outlines",
    "skimage.measure._marching_cubes_lewiner_cy": "surfaces of volumes",
    "skimage.metrics": "picture comparison",
    "skimage.registration": "picture alignment",
    "skimage.restoration._cycle_spin": "denoising; edge filters need restoration.uft alone",
    "skimage.restoration._denoise": "the same (1)",
    "skimage.restoration._denoise_cy": "the same",
    "skimage.restoration._inpaint": "the same",
    "skimage.restoration._nl_means_denoising": "the same",
    "skimage.restoration._rolling_ball_cy": "the same",
    "skimage.restoration._unwrap_1d": "the same",
    "skimage.restoration._unwrap_2d": "the same",
    "skimage.restoration._unwrap_3d": "the same",
    "skimage.restoration.deconvolution": "the same",
    "skimage.restoration.inpaint": "the same",
    "skimage.restoration.non_local_means": "the same",
    "skimage.restoration._rolling_ball": "the same",
    "skimage.restoration.unwrap": "the same",
    "skimage.transform": "warping (1)",
    "sklearn": "what tests and the training compare with (7)",
    "joblib": "scikit-learn's workers",
    "scipy.datasets": "example data, fetched from the network",
    "scipy.differentiate": "numerical derivatives",
    "scipy.io": "file formats of other systems (5)",
    "scipy.misc": "empty, kept by SciPy for old code",
    "scipy.odr": "orthogonal regression (1)",
    "scipy.signal": "filters for sound and radio (2)",
    "rapidfuzz.distance.metrics_cpp_avx2": "a few thousand short words need no wider registers (3)",
    "rapidfuzz.fuzz_cpp": "other measures; typing errors are counted by one of distance (2)",
    "rapidfuzz.fuzz_cpp_avx2": "the same (2)",
    "rapidfuzz.process_cpp_impl": "the same (1)",
    "rapidfuzz.utils_cpp": "the same",
    "numpy.distutils": "builds Fortran extensions",
    "ai_edge_litert.compiled_model": "LiteRT's GPU and NPU side; the interpreter answers here",
    "PySide6.QtNetwork": "the program opens no connection (1)",
    "_hashlib": "OpenSSL's hashes (5); Python's own hash a pack in 20 ms",
    "ssl": "the program opens no connection",
    "pydoc_data": "Python's manual",
    "readline": "line editing in consoles",
    "tkinter": "another window library",
    "lib2to3": "rewrites Python 2",
    "ensurepip": "installs pip",
    "pip": "installs packages",
    "setuptools": "the same",
    "IPython": "consoles for developers",
    "pytest": "tests",
}
if WITH_TENSORFLOW:
    # TensorFlow brings and needs much of the standard library; what it shares with us stays.
    for _needed in ("ssl", "_hashlib"):
        del EXCLUDED_MODULES[_needed]
else:
    EXCLUDED_MODULES |= TENSORFLOW_MODULES

HIDDEN_MODULES: Final = (
    # scikit-image imports these by name at run time (lazy_loader) or from compiled code.
    "skimage._shared.geometry",
    "skimage.exposure.exposure",
    "skimage.filters.edges",
    "skimage.restoration.uft",
    "skimage.segmentation._felzenszwalb",
    "skimage.segmentation._quickshift",
    "skimage.segmentation._watershed",
    "skimage.segmentation.slic_superpixels",
)

RECORDED_PACKAGES: Final = ("ai-edge-litert", "numpy", "scipy", "scikit-image")
"""Packages whose versions reports state: their metadata goes along."""

QT_LIBRARIES: Final = frozenset(
    ("Core", "DBus", "Gui", "OpenGL", "Svg", "WaylandClient", "Widgets", "XcbQpa")
)
"""Qt modules that the window and its plugins link to; OpenGL and DBus for XcbQpa."""

QT_PLUGINS: Final = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "wayland-decoration-client": ("bradient",),
    "wayland-shell-integration": ("xdg-shell",),
    # Dead keys, and writing Chinese or Japanese.
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "xcbglintegrations": (),  # no panel draws with OpenGL
    "imageformats": ("qjpeg", "qico", "qsvg"),
    "iconengines": ("qsvgicon",),
    "styles": (),  # the window's style, Fusion, is in Widgets
}
"""Plugins kept, by folder, as their files are called behind `lib`; `tests/packaging` holds these
names to Qt's own of each system. Folders not named go wholly: SQL, TLS, touch, printing, QML."""

EXCLUDED_FILES: Final = {
    "libLiteRtWebGpuAccelerator": "an accelerator that is not used (19)",
    "libLiteRtMetalAccelerator": "the same for macOS (16)",
    "libLiteRt.": "LiteRT's GPU and NPU side (8)",
    "libgtk-3": "GTK's file dialog, pulled in by a Qt theme plugin (8)",
    "libgdk": "the same",
    "libpango": "the same",
    "libcairo": "the same",
    "opengl32sw": "Mesa for Windows without a graphics driver (20); no panel draws with OpenGL",
    "d3dcompiler": "the same, for Direct3D",
}
"""Starts of file names."""

EXCLUDED_DATA: Final = ("tests", "test", "include", "f2py/src", "translations", "datasets")
"""Folders inside packages that hold nothing the program reads."""

TRANSLATIONS: Final = Path(__file__).parent.parent / "resources" / "translations"
QT_TRANSLATIONS: Final = tuple(
    file.name.replace("tagproof", "qtbase") for file in sorted(TRANSLATIONS.glob("*.qm"))
)
"""Qt's own words in the languages that the window speaks."""

DATA_SUFFIXES_LEFT_OUT: Final = (".pxd", ".pxi", ".pyx", ".h", ".c", ".hpp", ".cpp", ".tp")


def is_wanted(target: str) -> bool:
    """Whether a file belongs into the program.

    Parameters
    ----------
    target : str
        Where the file would lie, relative to the program's library folder.
    """
    path = PurePath(target)
    if any(path.name.startswith(start) for start in EXCLUDED_FILES):
        return False
    if "PySide6" in path.parts:
        return _is_wanted_of_qt(path)
    if path.name.startswith(("libQt6", "Qt6")) or _is_link_to_framework(path):
        return _qt_module(path) in QT_LIBRARIES
    inside = "/" + "/".join(path.parts[:-1]) + "/"
    is_package = path.parts[0] not in ("resources", "model")
    if is_package and any(f"/{folder}/" in inside for folder in EXCLUDED_DATA):
        return False
    return path.suffix not in DATA_SUFFIXES_LEFT_OUT


def _is_wanted_of_qt(path: PurePath) -> bool:
    parts = path.parts
    if "plugins" in parts[:-2]:
        kept = QT_PLUGINS.get(path.parent.name, ())
        return path.stem.removeprefix("lib") in kept
    if "translations" in parts:
        return path.name in QT_TRANSLATIONS
    if "qml" in parts:
        return False
    if path.name.startswith(("libQt6", "Qt6")) or _framework(path):
        return _qt_module(path) in QT_LIBRARIES
    return True


def _is_link_to_framework(path: PurePath) -> bool:
    """Whether this is one of the links that PyInstaller lays beside the program on macOS."""
    return len(path.parts) == 1 and not path.suffix and path.name.startswith("Qt")


def _framework(path: PurePath) -> str:
    """Give "QtCore.framework" for all that lies in it: library, description, links; else ""."""
    return next((part for part in path.parts if part.endswith(".framework")), "")


def _qt_module(path: PurePath) -> str:
    """Give "Core" for libQt6Core.so.6, Qt6Core.dll and QtCore.framework with all that is in it."""
    stem = (_framework(path) or path.name).partition(".")[0]
    return stem.removeprefix("lib").removeprefix("Qt").removeprefix("6")
