"""Tests lie where their modules lie: tests/core/explain/test_lime.py is about core/explain/lime.py.

What crosses rooms is a story and lies in tests/end_to_end.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "desktop", "model")


def does_something(module: Path) -> bool:
    """Whether a module has a function or method with a body; records and protocols have none."""
    nodes = ast.walk(ast.parse(module.read_bytes()))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef))
    return any(not all(isinstance(part, ast.Expr) for part in one.body) for one in functions)


def place_of_test(module: Path) -> Path:
    return Path("tests", module.parent, f"test_{module.stem.strip('_')}.py")


def module_of(test: Path) -> tuple[Path, ...]:
    folder, name = test.parent.relative_to("tests"), test.stem.removeprefix("test_")
    return folder / f"{name}.py", folder / f"__{name}__.py"


MODULES = [
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.name != "__init__.py"
]
TESTS = [
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in sorted((ROOT / "tests" / package).rglob("test_*.py"))
]


@pytest.mark.parametrize("test", TESTS, ids=str)
def test_a_test_is_about_the_module_beside_it(test: Path) -> None:
    assert any((ROOT / module).exists() for module in module_of(test)), "a story? tests/end_to_end"


@pytest.mark.parametrize("module", [m for m in MODULES if does_something(ROOT / m)], ids=str)
def test_a_module_has_its_test(module: Path) -> None:
    assert (ROOT / place_of_test(module)).exists()
