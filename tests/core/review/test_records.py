import logging
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review import records
from core.review.records import FoundFile, State, modified_ns, stored, verdict_of
from core.vocabulary import Status, Trust, Verdict

STATES = st.builds(State, st.sampled_from(Verdict), st.text(), st.text(), st.booleans())


@pytest.fixture(autouse=True)
def untold() -> None:
    """Forget what was warned of: each value is told once a run."""
    records._warn_once.cache_clear()


@given(STATES, STATES)
def test_equal_states_give_equal_text_and_others_give_another(one: State, other: State) -> None:
    assert State.from_json(one.to_json()) == one
    assert (one.to_json() == other.to_json()) is (one == other)


def test_texts_in_files_stay_what_they_are() -> None:
    text = '{"verdict": "corrected", "tag": "Röcke", "reason": "", "automatic": false}'
    assert State(Verdict.CORRECTED, "Röcke").to_json() == text


@pytest.mark.parametrize("kind", [Status, Trust])
def test_what_the_file_holds_is_read(kind: type[Status] | type[Trust]) -> None:
    assert [stored(kind, member.value) for member in kind] == list(kind)
    assert stored(kind, None) is None


def test_a_word_of_another_version_is_not_known_yet(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert stored(Trust, "splendid") is None
    assert "'splendid', which is no Trust" in caplog.text


def test_a_file_is_found_with_its_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"12345")
    os.utime(path, ns=(0, 1_234_567_800))  # Windows counts in 100 ns
    assert FoundFile.of(path) == FoundFile(path, 5, 1_234_567_800)
    with pytest.raises(FileNotFoundError):
        FoundFile.of(tmp_path / "gone.jpg")


@pytest.mark.parametrize(("year", "kept"), [(1601, 1677), (1960, 1960), (2300, 2262)])
def test_a_time_that_sqlite_cannot_hold_is_the_nearest_that_it_can(year: int, kept: int) -> None:
    since_1970 = datetime(year, 6, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    time_ns = since_1970 // timedelta(microseconds=1) * 1000
    found: Any = SimpleNamespace(st_mtime_ns=time_ns)
    (held,) = sqlite3.connect(":memory:").execute("SELECT ?", (modified_ns(found),)).fetchone()
    assert (datetime(1970, 1, 1) + timedelta(microseconds=held // 1000)).year == kept


def test_a_rank_is_its_verdict_and_one_of_another_version_is_to_do(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert [verdict_of(verdict.rank) for verdict in Verdict] == list(Verdict)
    assert not caplog.records
    odd: Any = "accepted"
    assert {verdict_of(len(Verdict)), verdict_of(-1), verdict_of(odd)} == {Verdict.TODO}
    assert "which is no rank of a verdict" in caplog.text
