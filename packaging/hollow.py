"""Stands in, in the frozen program, for modules that SciPy and its like import and do not call.

A PyInstaller runtime hook: it runs before the program. Importing such a module, or a name from it,
succeeds; calling what it should hold raises. `tests/packaging` runs the program's own calls so.
"""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

HOLLOW_MODULES = {
    "scipy.cluster": "k-means, for superpixels inside a mask that nobody gives",
    "scipy.constants": "constants of nature, which some of the others here ask for",
    "scipy.integrate": "integration; SciPy's statistics ask for it (1)",
    "scipy.interpolate": "splines; the same (1)",
    "scipy.linalg": "with an OpenBLAS and a Fortran of its own (34); NumPy has them as well",
    "scipy.optimize": "minimisation, linear programming (9)",
    "scipy.sparse": "sparse matrices, which graphs and distances ask for (8)",
    "scipy.spatial": "trees, distances, rotations (3)",
    "scipy.special": "special functions, linked to OpenBLAS; for odd transforms and splines (6)",
    "scipy.stats": "statistics (5)",
    "skimage.draw": "drawing of shapes",
    "skimage.util._remap": "tables of labels (1)",
}

BORROWED = {"scipy.linalg": {"inv": "numpy.linalg"}}
"""What is called all the same, and of whom: scikit-image inverts matrices as it is imported."""


class _LeftOut(type):
    """Makes stand-ins for classes and functions, and for what is looked up in them."""

    def __getattr__(cls, name: str) -> type:
        return _stand_in(f"{cls.__module__}.{cls.__name__}", name)


def _stand_in(owner: str, name: str) -> type:
    """Give a class without use, for any name that is not Python's own."""
    if name.startswith("__"):
        raise AttributeError(name)
    return _LeftOut(name, (), {"__module__": owner, "__new__": _refuse})


def _refuse(cls: type, *_: object, **__: object) -> None:
    raise ModuleNotFoundError(f"{cls.__module__}.{cls.__name__} is not part of this program")


class HollowFinder:
    """Finds the hollow modules and whatever would lie in them."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Find a module by its full name."""
        if any(name == left or name.startswith(f"{left}.") for left in HOLLOW_MODULES):
            return ModuleSpec(name, HollowFinder, is_package=True)
        return None

    @staticmethod
    def create_module(spec: ModuleSpec) -> None:
        """Leave making the module to Python."""

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Give every name that is asked for."""
        name = module.__name__
        for wanted, owner in BORROWED.get(name, {}).items():
            setattr(module, wanted, getattr(import_module(owner), wanted))
        module.__dict__["__getattr__"] = lambda wanted: _stand_in(name, wanted)


if getattr(sys, "frozen", False):
    sys.meta_path.append(HollowFinder)
