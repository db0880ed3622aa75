"""The locks pin what `pyproject.toml` asks for; `make lock` writes them, and needs the network."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import lock

ASKED = tomllib.loads((lock.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"}
"""What the locks are made for."""


def pinned(name: str) -> dict[str, str]:
    lines = Path(lock.ROOT, name).read_text("utf-8").splitlines()
    pins = [line.partition(";")[0].strip().partition("==") for line in lines]
    return {canonicalize_name(one): version for one, _, version in pins}


@pytest.mark.parametrize(
    ("file", "extras"), [("requirements.lock", ()), ("requirements-dev.lock", lock.EXTRAS)]
)
def test_all_that_is_asked_for_is_pinned_within_its_range(
    file: str, extras: tuple[str, ...]
) -> None:
    pins = pinned(file)
    more = [one for extra in extras for one in ASKED["optional-dependencies"][extra]]
    for one in map(Requirement, [*ASKED["dependencies"], *more]):
        if one.marker is None or one.marker.evaluate(LINUX):
            assert one.specifier.contains(pins[canonicalize_name(one.name)]), one


def test_both_locks_pin_the_same() -> None:
    runtime, everything = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert runtime.items() <= everything.items()


def test_what_steers_fuzzers_is_in_no_lock() -> None:
    assert "fuzz" in set(ASKED["optional-dependencies"]) - set(lock.EXTRAS)
    assert "atheris" not in pinned("requirements-dev.lock")
