"""Sentences before they are worded."""

import json

from core.language.sentence import sentence
from core.vocabulary import Trust


def test_statements_are_equal_by_key_and_values_alone() -> None:
    assert sentence("badge.gap", share=0.5) == sentence("badge.gap", share=0.5)
    assert sentence("badge.gap", share=0.5) != sentence("badge.gap", share=0.4)


def test_a_sentence_with_others_in_it_becomes_json() -> None:
    why = (sentence("badge.uncut"), sentence("badge.gap", share=0.5))
    plain = sentence("badge.verdict", trust=Trust.WEAK, why=why).plain()
    assert json.loads(json.dumps(plain)) == {
        "key": "badge.verdict",
        "values": {
            "trust": "weak",
            "why": [
                {"key": "badge.uncut", "values": {}},
                {"key": "badge.gap", "values": {"share": 0.5}},
            ],
        },
    }
