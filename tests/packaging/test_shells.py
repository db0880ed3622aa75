"""Completion and manual are made of the commands, and come and go with the menu entry."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))

import shells  # noqa: E402

from core.cli.main import commands  # noqa: E402
from desktop.__main__ import COMPLETION  # noqa: E402

TYPES = """
source "$1"
COMP_WORDS=(tagproof cla); COMP_CWORD=1
_tagproof_completion "$2"
echo "${COMPREPLY[*]}"
"""


@pytest.fixture
def share(tmp_path: Path) -> Path:
    shells.write_completions(commands, COMPLETION, tmp_path / "share")
    return tmp_path / "share"


def test_there_is_a_script_for_each_shell(share: Path) -> None:
    for name in shells.COMPLETIONS.values():
        assert f"{COMPLETION}=" in (share / name).read_text("utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes_a_command(share: Path, tmp_path: Path) -> None:
    """By the script that is installed, and the program as it runs."""
    program = tmp_path / "tagproof"
    program.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m desktop "$@"\n')
    program.chmod(0o755)
    script = share / shells.COMPLETIONS["bash"]
    done = subprocess.run(
        ["bash", "-c", TYPES, "bash", script, program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "classify\n", done.stderr


def pages(command: click.Command, name: str = "tagproof") -> dict[str, click.Command]:
    found = {name: command}
    for word, below in command.commands.items() if isinstance(command, click.Group) else ():
        found |= pages(below, f"{name}-{word}")
    return found


def test_the_manual_names_every_command_and_option(tmp_path: Path) -> None:
    pytest.importorskip("click_man", reason="comes with packaging/requirements.txt")
    shells.write_manual(commands, "1.0", tmp_path)
    for name, command in pages(commands).items():
        page = (tmp_path / shells.PAGES / f"{name}.1").read_text("utf-8").replace("\\-", "-")
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert all(one.opts[0] in page for one in options), name


@pytest.mark.skipif(os.name != "posix", reason="a menu of Linux")
def test_registering_puts_them_in_their_places_and_takes_them_away(
    share: Path, tmp_path: Path
) -> None:
    bundle, home = tmp_path / "my bundle", tmp_path / "home"
    shutil.copytree(ROOT / "packaging" / "linux", bundle / "desktop-entry")
    shutil.copytree(share, bundle / "desktop-entry" / "share")
    (bundle / "tagproof").touch()
    (bundle / "desktop-entry" / "icons").mkdir()
    (bundle / "desktop-entry" / "icons" / "tagproof-48.png").touch()
    register = bundle / "desktop-entry" / "register.sh"
    before = {"HOME": str(home), "PATH": os.environ["PATH"]}
    data, link = home / ".local" / "share", home / ".local" / "bin" / "tagproof"
    link.parent.mkdir(parents=True)

    def run(*arguments: str) -> None:
        subprocess.run(["sh", register, *arguments], env=before, check=True)

    run()
    run()
    assert link.readlink() == bundle / "tagproof"
    assert all((data / name).is_file() for name in shells.COMPLETIONS.values())
    run("--remove")
    assert not link.is_symlink()
    assert not any((data / name).exists() for name in shells.COMPLETIONS.values())
    link.write_text("of pip")
    run()
    run("--remove")
    assert link.read_text() == "of pip"
