"""Tagproof from a notebook or a script: tag a folder, explain a photo, show it, report on it.

Run it so: `python docs/example_session.py resources/samples out/`
"""

import sys
from pathlib import Path

from core.entities import ExplainSettings
from core.report.template import Template
from core.session import Session


def main(photos: Path, out: Path, pack: Path | None = None) -> None:
    """Tag all photos, and explain the one that the model is least certain of."""
    out.mkdir(parents=True, exist_ok=True)
    with Session.open(pack) as session:
        tagged = [outcome for outcome in session.classify([photos]) if outcome.prediction]
        for outcome in tagged:
            sys.stdout.write(f"{outcome.path.name}: {outcome.prediction.label}\n")
        doubtful = min(tagged, key=lambda outcome: outcome.prediction.confidence)
        report = session.explain(doubtful.path, ExplainSettings(seed=7), measured=True)
        card = session.show(report)  # a PIL image: the last line of a notebook's cell shows it
        card.save(out / "card.png")
        session.report([report], out / "report.pdf", template=Template(title="The doubtful one"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
