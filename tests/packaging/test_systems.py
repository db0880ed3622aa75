"""What is installed on which system, and the workflow that would try it on each."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONDITIONAL: Final = {
    "ai-edge-litert",
    "msvc-runtime",
    "onnxruntime",
    "pi-heif",
    "PySide6-Essentials",
}


@pytest.mark.parametrize(
    ("platform", "machine", "expected"),
    [
        ("linux", "x86_64", {"ai-edge-litert", "pi-heif", "PySide6-Essentials"}),
        ("linux", "aarch64", {"ai-edge-litert", "pi-heif"}),
        ("win32", "AMD64", {"ai-edge-litert", "msvc-runtime", "pi-heif", "PySide6-Essentials"}),
        ("win32", "ARM64", {"msvc-runtime", "onnxruntime", "PySide6-Essentials"}),
        ("darwin", "arm64", {"ai-edge-litert", "pi-heif", "PySide6-Essentials"}),
        ("darwin", "x86_64", {"onnxruntime", "pi-heif", "PySide6-Essentials"}),
    ],
)
def test_each_system_is_asked_for_what_it_has(
    platform: str, machine: str, expected: set[str]
) -> None:
    asked = {
        one.name
        for one in map(Requirement, PROJECT["dependencies"])
        if one.marker is None
        or one.marker.evaluate({"sys_platform": platform, "platform_machine": machine})
    }
    assert asked & CONDITIONAL == expected
    assert {Requirement(one).name for one in PROJECT["dependencies"]} >= CONDITIONAL


def test_the_window_is_the_same_qt_as_an_extra() -> None:
    (extra,) = map(Requirement, PROJECT["optional-dependencies"]["window"])
    (usual,) = (one for one in map(Requirement, PROJECT["dependencies"]) if one.name == extra.name)
    assert extra.specifier == usual.specifier


@pytest.fixture(scope="module")
def jobs() -> dict[str, dict[str, Any]]:
    text = (ROOT / ".github" / "workflows" / "build.yml").read_text("utf-8")
    return dict(yaml.safe_load(text)["jobs"])


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_the_workflow_calls_what_there_is(jobs: dict[str, dict[str, Any]]) -> None:
    for job in jobs.values():
        assert all(("run" in step) != ("uses" in step) for step in job["steps"])
        for script in re.findall(r"packaging/\w+\.sh", commands(job)):
            assert (ROOT / script).is_file()
        for extra in re.findall(r'install -e "\.\[(.+?)\]"', commands(job)):
            assert set(extra.split(",")) <= set(PROJECT["optional-dependencies"])


def test_every_system_is_tried(jobs: dict[str, dict[str, Any]]) -> None:
    tested = jobs["test"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in tested["runner"]] == ["ubuntu", "windows", "macos"]
    named = {text.rpartition(" :: ")[2] for text in PROJECT["classifiers"] if "Python ::" in text}
    assert set(tested["python"]) == named
    for built in ("windows", "macos"):
        assert "packaging/smoke.sh" in commands(jobs[built])
    assert "packaging/bare.sh" in commands(jobs["linux"])  # which runs the smoke test
    assert set(jobs["commands"]["strategy"]["matrix"]["runner"]) == {
        "ubuntu-24.04-arm",
        "macos-15-intel",
        "windows-11-arm",
    }
