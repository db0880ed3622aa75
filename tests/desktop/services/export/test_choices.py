"""What was chosen the last time, as the settings keep it."""

import pytest

from desktop.services.export.choices import ExportChoices


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"kind": ".exe"}', '{"what": 3}', '{"network": "x"}']
)
def test_broken_choices_are_the_usual_ones(text: str) -> None:
    assert ExportChoices.read(text) == ExportChoices()
