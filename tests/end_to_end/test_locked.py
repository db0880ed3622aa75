"""Two programs at one review, as two people do with a shared folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.cli import main as cli
from core.review.store import Review
from tests.packs import LABELS, PACKS, draw_product

ROOT = Path(__file__).resolve().parents[2]
HOLDS = """
import sys
from pathlib import Path
from core.review.store import Review
with Review(Path(sys.argv[1]), folder=Path(sys.argv[2])):
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("ends", ["in order", "killed"])
def test_the_second_program_is_told_and_changes_nothing(
    ends: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos, file, table = tmp_path / "photos", tmp_path / "a.tagproof", tmp_path / "t.csv"
    photos.mkdir()
    Image.fromarray(draw_product(LABELS[0], (48, 40), 1)).save(photos / "a.png")
    arguments = ["review", str(photos), "--review", str(file), "--csv", str(table),
                 "--pack", str(PACKS / "tiny"), "--explain", "none", "--quiet"]  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, file, photos],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as first:  # fmt: skip
        assert first.stdout is not None and first.stdin is not None
        assert first.stdout.readline() == "open\n"
        assert cli.main(arguments) == cli.SOME_FAILED
        said = capsys.readouterr().err
        assert said == (
            f"tagproof: {file}: open in another Tagproof; close it there, or open it here"
            " read-only\n"
        )
        assert not table.exists()
        with Review(file, read_only=True) as looked:
            assert looked.photos.count_present() == 0
        first.kill() if ends == "killed" else first.stdin.close()
        first.wait()
    assert cli.main(arguments) == cli.ALL_GOOD
    assert table.exists()
