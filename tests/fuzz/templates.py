"""Fuzz templates of reports: `python -m tests.fuzz.templates --seconds 600`."""

from contextlib import suppress
from pathlib import Path

from tests.fuzz.fuzzing import Attempt, Target, main


def seeds(folder: Path) -> list[bytes]:
    """The built-in templates, and one with everything."""
    from core.report.template import BUILT_IN, write

    files = []
    for name, one in BUILT_IN.items():
        write(one, folder / f"{name}.json")
        files.append((folder / f"{name}.json").read_bytes())
    return files


def prepare(folder: Path) -> Attempt:
    """Read a template and write it again."""
    from core.errors import AppError
    from core.report.template import read, write

    def attempt(path: Path) -> None:
        with suppress(AppError):
            template = read(path)
            write(template, folder / "again.json")
            if read(folder / "again.json") != template:
                raise AssertionError("another template is read than was written")

    return attempt


if __name__ == "__main__":
    main(Target("tests.fuzz.templates", seeds, lambda _: ".json", prepare))
