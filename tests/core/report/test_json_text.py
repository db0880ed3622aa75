"""JSON that every parser takes."""

import json

import pytest

from core.report.json_text import dumped


def test_letters_stay_and_lone_surrogates_become_escapes() -> None:
    text = dumped({"path": "手袋\udcff"})
    assert "手袋" in text and r"\udcff" in text
    assert text.encode("utf-8")
    assert json.loads(text) == {"path": "手袋\udcff"}


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumped({"r2": float("nan")})
