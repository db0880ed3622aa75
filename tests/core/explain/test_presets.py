import pytest

from core.explain.lime import check_settings
from core.explain.presets import AS_PUBLISHED, PRESETS
from core.vocabulary import PresetName


def test_every_name_stands_for_a_preset() -> None:
    assert list(PRESETS) == list(PresetName)
    assert PRESETS[PresetName.AS_PUBLISHED].settings == AS_PUBLISHED


@pytest.mark.parametrize("name", PresetName)
def test_a_preset_can_be_explained_with(name: PresetName) -> None:
    check_settings(PRESETS[name].settings)
