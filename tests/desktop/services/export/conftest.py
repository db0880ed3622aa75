"""What is to be exported."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.report.formats import PNG
from core.report.template import Template
from desktop.services.export.request import ExportRequest
from tests.window_parts import QUICK


@pytest.fixture
def request_for(tmp_path: Path) -> Callable[..., ExportRequest]:
    """`request_for(*photos, **fields)`: cards, with the quick look, into `out.png`."""

    def make(*photos: Path, **fields: Any) -> ExportRequest:
        usual = {
            "photos": photos,
            "target": tmp_path / "out.png",
            "format": PNG,
            "template": Template(),
            "look": QUICK,
        }
        return ExportRequest(**(usual | fields))

    return make
