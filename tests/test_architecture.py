"""What the house promises: imports one way, light starts, no print, no network, no long files."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source_files import imports_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "desktop", "model")
LONGEST_FILE = 400


def sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def modules_after(code: str) -> set[str]:
    """Top-level names of what a fresh interpreter has imported after running `code`."""
    told = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    command = [sys.executable, "-c", f"{code}\n{told}"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return set(run.stdout.splitlines()[-1].split())


def test_imports_point_one_way() -> None:
    # In a process of its own: it sets logging up for all that runs beside it.
    code = "import sys, importlinter.cli as linter; sys.exit(linter.lint_imports(cache_dir=None))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stdout


def test_all_of_the_core_comes_without_qt_and_tensorflow() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sources()
        if path.is_relative_to(ROOT / "core")
    ]
    code = f"import importlib\nfor name in {names!r}: importlib.import_module(name)"
    assert not modules_after(code) & {"PySide6", "shiboken6", "tensorflow", "keras"}


MAIN_WINDOW = "desktop.window.main_window"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "desktop" / "controllers").rglob("*.py")), ids=lambda path: path.stem
)
def test_a_controller_is_given_panels_and_not_the_whole_window(path: Path) -> None:
    assert MAIN_WINDOW not in imports_of(path)


def test_who_puts_the_program_together_knows_the_window() -> None:
    assert MAIN_WINDOW in imports_of(ROOT / "desktop" / "workbench.py")  # for type checkers alone


STARTED = ("core.cli.main", "core.batch", "core.session", "desktop.__main__")


@pytest.mark.parametrize("module", STARTED)
def test_what_starts_the_program_is_light(module: str) -> None:
    heavy = {"tensorflow", "keras", "skimage", "sklearn", "scipy", "matplotlib", "reportlab"}
    assert not modules_after(f"import {module}") & heavy


def test_headless_commands_never_load_qt() -> None:
    code = "import desktop.__main__ as m, contextlib\n"
    code += "with contextlib.suppress(SystemExit): m.main(['--version'])"
    assert "PySide6" not in modules_after(code)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    assert "print" not in names


def test_no_file_is_long() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := len(path.read_bytes().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_files_are_asked_for_in_one_place_where_every_question_has_its_title() -> None:
    askers = [path for path in sources() if "PySide6.QtWidgets.QFileDialog" in imports_of(path)]
    assert askers == [ROOT / "desktop" / "dialogs" / "file_dialogs.py"]
    titles = [
        ast.unparse(call.args[1])
        for call in ast.walk(ast.parse(askers[0].read_bytes()))
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("QFileDialog.")
    ]
    assert len(titles) >= 6
    assert all(title == "title" or " " in title for title in titles)  # a verb and its object


def test_icons_follow_the_colours_because_nobody_keeps_a_picture_of_one() -> None:
    kept = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path.is_relative_to(ROOT / "desktop")
        for call in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "pixmap"
        and ast.unparse(call.func.value).startswith("icon(")
    ]
    assert kept == []


def test_flags_are_taken_away_in_one_way_that_holds_on_windows() -> None:
    desktop = ROOT / "desktop"
    own = {path for path in sources() if path.is_relative_to(desktop)}
    arrays = set((desktop / "services").rglob("*.py"))
    assert {
        path.relative_to(ROOT)
        for path in own - arrays - {desktop / "ui" / "flags.py"}
        if "& ~" in path.read_text(encoding="utf-8")
    } == set()


def test_the_window_asks_for_files_so_that_no_answer_is_a_trace() -> None:
    """`Path.exists` and its kin raise where a folder may not be looked into: `core.places` asks."""
    raising = {
        f"{path.relative_to(ROOT)}: {ast.unparse(call)}"
        for path in sources()
        if path.is_relative_to(ROOT / "desktop")
        for call in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"exists", "is_dir", "is_file", "samefile"}
        and ast.unparse(call.func.value) not in {"places", "os.path"}
    }
    assert raising == set()
