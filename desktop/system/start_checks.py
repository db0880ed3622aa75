"""What the window needs of the machine, asked before the libraries that would crash without it."""

from __future__ import annotations

import ctypes
import platform
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from core import outputs, paths, places
from core.errors import AppError

WINDOW_MEMORY: Final = 1_600_000_000
"""Bytes of address space: 1.43e9 measured on two cores, of which 0.36e9 are ever touched."""
COMMAND_MEMORY: Final = 800_000_000
"""Bytes of address space: an explanation with PDF passes with 0.6e9 on two cores."""
MEMORY_FREE_NEEDED: Final = 400_000_000
"""Bytes: a window with samples open holds some 350 MB."""
CPU_FACTS: Final = Path("/proc/cpuinfo")
MEMORY_FACTS: Final = Path("/proc/meminfo")
PROCESSOR_NEEDS: Final = frozenset(("ssse3", "sse4_1", "sse4_2", "popcnt"))
"""What NumPy and Qt are compiled for (x86-64-v2). AVX2 makes LiteRT and OpenBLAS faster, and both
do without it: emulated processors from Nehalem to Haswell give the same answers."""
SSE4_2_ON_WINDOWS: Final = 38
"""PF_SSE4_2_INSTRUCTIONS_AVAILABLE; the first processors with it had the others as well."""
SYSTEM_PACKAGES: Final = "libgl1 libegl1 fontconfig-config fonts-dejavu-core"
"""What Debian and Ubuntu call the libraries that the program does not bring."""


def trouble() -> str:
    """Say in one sentence why the window cannot start; empty where it can."""
    return _first((cpu, memory, folders, network, libraries))


def trouble_for_commands() -> str:
    """Say in one sentence why no command can run; empty where it can."""
    return _first((cpu, lambda: memory(COMMAND_MEMORY)))


def cpu(facts: Path = CPU_FACTS) -> str:
    """Ask for SSE4.2, without which NumPy and Qt end the process on Intel and AMD."""
    if platform.machine().lower() not in ("x86_64", "amd64") or _has_what_it_needs(facts):
        return ""
    return "this processor lacks SSE4.2, which the program needs; any from after 2011 has it"


def memory(needed: int = WINDOW_MEMORY, facts: Path = MEMORY_FACTS) -> str:
    """Ask for enough memory, free and allowed."""
    allowed = _address_space()
    if allowed < needed:
        return (
            f"this process may use {allowed / 1e9:.1f} GB of memory, it needs "
            f"{needed / 1e9:.1f} GB; raise the limit (ulimit -v)"
        )
    free = _free_memory(facts)
    if free < MEMORY_FREE_NEEDED:
        return f"{free / 1e6:.0f} MB of memory are free, {MEMORY_FREE_NEEDED / 1e6:.0f} MB needed"
    return ""


def folders() -> str:
    """Ask whether reviews and settings can be kept."""
    for place in (paths.data_dir, paths.config_dir, paths.cache_dir):
        try:
            folder = place()
            with outputs.writing(folder / ".tagproof-check", durable=False):
                pass
            (folder / ".tagproof-check").unlink(missing_ok=True)
        except (AppError, OSError) as error:
            return f"its own files cannot be kept: {error}"
    return ""


def network() -> str:
    """Ask whether the pack that ships is there; its contents are verified when it is opened."""
    card = paths.default_pack() / "card.json"
    if places.is_file(card):
        return ""
    return f"{card}: missing; unpack the program again"


def libraries() -> str:
    """Ask whether the system has what Qt links to."""
    try:
        from PySide6 import QtWidgets  # noqa: F401 - loading it is the question
    except ImportError as error:
        if sys.platform != "linux":
            return f"a library of the window does not load ({error}); install the program again"
        return (
            f"a library of the system is missing ({error}); "
            f"on Debian and Ubuntu: apt install {SYSTEM_PACKAGES}"
        )
    return ""


def _first(checks: Iterable[Callable[[], str]]) -> str:
    return next(filter(None, (check() for check in checks)), "")


def _has_what_it_needs(facts: Path) -> bool:
    if sys.platform == "win32":
        present: int = ctypes.windll.kernel32.IsProcessorFeaturePresent(SSE4_2_ON_WINDOWS)
        return bool(present)
    if not places.is_file(facts):  # macOS 13 runs on no Intel machine without it
        return True
    flags = re.search(r"^flags\s*:(.*)$", facts.read_text("utf-8"), re.MULTILINE)
    return flags is None or set(flags[1].split()) >= PROCESSOR_NEEDS


def _address_space() -> float:
    if sys.platform == "win32":
        return float("inf")
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return float("inf") if limit == resource.RLIM_INFINITY else limit


def _free_memory(facts: Path) -> float:
    if not places.is_file(facts):
        return float("inf")
    available = re.search(r"^MemAvailable:\s*(\d+) kB", facts.read_text("utf-8"), re.MULTILINE)
    return int(available[1]) * 1024 if available else float("inf")
