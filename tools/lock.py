"""Write requirements.lock and requirements-dev.lock from pyproject.toml (`make lock`).

Needs pip-tools, on the oldest Python that is supported, on Linux: `pip install pip-tools`.
The requirements go through a pipe because pip-compile loses the markers of extras. What only
Windows needs, msvc-runtime, is in no lock: pip-compile leaves out what a marker does.

Of the extras, those are locked that the tests need. The others are for few and by hand, as `fuzz`
is, without which the fuzzers work as well: `.venv/bin/pip install 'atheris>=3'`.
"""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
EXTRAS: Final = ("train", "onnx", "dask", "dev")
COMPILE: Final = [
    sys.executable, "-m", "piptools", "compile", "--quiet", "--strip-extras", "--allow-unsafe",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
    "--no-emit-trusted-host",
]  # fmt: skip


def compile_lock(requirements: list[str], target: str) -> None:
    """Pin `requirements` and all they need into `target`, keeping the pins that still fit."""
    text = "\n".join(requirements)
    command = [*COMPILE, "--output-file", target, "-"]
    subprocess.run(command, input=text, text=True, cwd=ROOT, check=True)


def main() -> None:
    """Lock what the program needs, then the same with training, ONNX, a cluster and development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime, extras = project["dependencies"], project["optional-dependencies"]
    compile_lock(runtime, "requirements.lock")
    pins = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    more = [one for name in EXTRAS for one in extras[name]]
    compile_lock([*runtime, *pins, *more], "requirements-dev.lock")


if __name__ == "__main__":
    main()
