import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.errors import PackError
from core.inference import engine as engine_module
from core.inference.card import InputSpec
from core.inference.engine import engine_spec
from core.inference.model_pack import Pack
from core.vocabulary import EngineKind
from tests.packs import LABELS, SIZE_PX

ENGINES = Path(engine_module.__file__).parent.glob("*_engine.py")
RUNTIMES = {"ai_edge_litert", "tensorflow", "keras"}


def test_every_engine_has_its_kind_and_every_kind_its_engine() -> None:
    assert {path.stem.removesuffix("_engine") for path in ENGINES} == set(EngineKind)
    specs = [engine_spec(kind) for kind in EngineKind]
    assert len({spec.network_file for spec in specs}) == len(EngineKind)
    assert len({spec.title for spec in specs}) == len(EngineKind)


@pytest.mark.parametrize("kind", EngineKind)
def test_an_engine_starts_from_its_file_of_a_pack(kind: EngineKind, tiny_pack: Pack) -> None:
    spec = engine_spec(kind)
    engine = spec.start(tiny_pack.folder / spec.network_file, InputSpec(SIZE_PX), 1)
    answer = engine.run(np.zeros((3, engine.size, engine.size, 3), np.uint8))
    assert answer.logits.shape == (3, len(LABELS))
    with pytest.raises(PackError, match=r"card\.json"):
        spec.start(tiny_pack.folder / "card.json", InputSpec(SIZE_PX), 1)


def test_finding_an_engine_waits_for_no_runtime() -> None:
    told = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    code = "from core.inference.engine import engine_spec; from core.vocabulary import EngineKind\n"
    code += f"for kind in EngineKind: engine_spec(kind)\n{told}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not RUNTIMES & set(run.stdout.split())
