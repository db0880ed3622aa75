"""What the tests of the way back share: plans of a real file, and work done at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.catalog.class_map import ClassMap
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.term_map import TermMap
from core.review.catalog_changes import Export
from core.review.catalog_decisions import Basis, Decision
from core.review.catalog_export import plan
from core.vocabulary import Verdict
from tests.packs import LABELS

NAMES = ("blue.png", "green.png", "grey.png", "red.png")
TEXT = "image,name,category\r\n" + "".join(
    f"{name},A {name[:-4]} thing,{name[:-4].title()}\r\n" for name in NAMES
)


def at_once(work: Callable[[], Any], done: Callable[[Any], None]) -> None:
    done(work())


def decision(name: str, label: str, reason: str = "", by: str = "ana") -> Decision:
    verdict = Verdict.CORRECTED if label else Verdict.TODO
    return Decision(name, verdict, label, by, reason)


def planned(source: Path, *decisions: Decision) -> Export:
    """Give the plan of a file in which these decisions stand and no others."""
    if not source.exists():
        source.write_bytes(TEXT.encode())
    index = PhotoIndex(NAMES, source.parent)
    stands = {name: decision(name, "") for name in NAMES} | {one.photo: one for one in decisions}
    basis = Basis(source.parent, None, index, ClassMap(LABELS), TermMap(), stands)
    return plan(basis, inspect(source, index, basis.classes))
