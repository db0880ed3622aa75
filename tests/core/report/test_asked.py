"""A record that somebody edited asks for nothing but what a record can ask for."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import ReportUnreadable
from core.report.asked import MOST_SAMPLES, Asked, read_asked
from core.report.content import PhotoReport
from core.report.records import Record, write_record

MakeReport = Callable[..., PhotoReport]
HERE = Path("r.json")
SHA256 = "0" * 64
MEMBER = {
    "path": "a.jpg",
    "sha256": SHA256,
    "box": None,
    "label": "Red",
    "confidence": 0.9,
    "looks_like": None,
    "trouble": None,
}
ASKED = (
    "photo", "network", "explained", "parameters", "faithfulness", "classes", "product", "engine",
    "explained_by", "segments",
)  # fmt: skip


@pytest.fixture
def record(make_report: MakeReport, tmp_path: Path) -> Record:
    path = tmp_path / "r.json"
    write_record(make_report(), path)
    fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
    fields["photo"]["box"] = [1, 2, 30, 40]
    fields["product"] = {"label": "Red", "confidence": 0.9, "status": "known", "photos": [MEMBER]}
    return fields


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if way:
        yield way
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*way, key))


def edited(record: Record, way: tuple[Any, ...], value: Any) -> Record:
    """The same record with one value in place of another."""
    changed: Any = copy.deepcopy(dict(record))
    at = changed
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = value
    return changed  # type: ignore[no-any-return]


def test_what_was_written_is_read(record: Record) -> None:
    asked = read_asked(record, HERE)
    assert asked.photo == record["photo"]["path"] and asked.members[0]["sha256"] == SHA256
    assert asked.drawn is not None and asked.drawn.box.width == 30


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_in_any_place_is_read_or_refused(record: Record, data: st.DataObject) -> None:
    asked_for = {name: record[name] for name in ASKED if name in record}
    way = data.draw(st.sampled_from(sorted(places(asked_for), key=repr)))
    plain = st.sampled_from([None, True, "", "x", 1e308, -1, 10**30, 10**400, [], {}, "\ud800"])
    value = data.draw(st.recursive(plain, lambda inner: st.lists(inner) | st.just({"a": 1})))
    try:
        assert isinstance(read_asked(edited(record, way, value), HERE), Asked)
    except ReportUnreadable as error:
        assert str(error).startswith("r.json: a record in it cannot be understood (")
        assert len(error.cause) < 300


@pytest.mark.parametrize(
    ("way", "value", "cause"),
    [
        (("photo", "sha256"), 5, "sha256 is no SHA-256"),
        (("photo", "path"), "p" * 10_000, "path is no text of at most 4,096 characters"),
        (("photo", "box"), "1234", "box is not left, top, width and height"),
        (("parameters", "samples"), MOST_SAMPLES + 1, "samples is no number that it can be"),
        (("parameters", "samples"), True, "samples is no number that it can be"),
        (("parameters", "kernel_width"), 10**400, "kernel_width is no number that it can be"),
        (("parameters", "labels"), "Red", "labels is no list of at most 1,000 names"),
        (("parameters", "until_stable"), 1, "until_stable is neither true nor false"),
        (("product", "photos"), [MEMBER] * 1001, "photos is no list of at most 1,000"),
        (("segments",), "12", "segments is no number"),
        (("classes",), {"Red": 1}, "classes is no list"),
        (("network",), [], "network is no object"),
    ],
)
def test_what_cannot_be_is_named(
    record: Record, way: tuple[str, ...], value: object, cause: str
) -> None:
    with pytest.raises(ReportUnreadable, match=cause):
        read_asked(edited(record, way, value), HERE)


def test_what_is_missing_is_named(record: Record) -> None:
    lacking = {name: value for name, value in record.items() if name != "parameters"}
    with pytest.raises(ReportUnreadable, match="it lacks 'parameters'"):
        read_asked(lacking, HERE)
