"""Explanations, kept with everything needed to show them again and to compute them again."""

import json
import zlib
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from core.entities import EngineFacts, ExplainSettings, Explanation, Surrogate
from core.explain.agreement import stability_of
from core.review import checksums, pack_numbers
from core.review.database import Database
from core.review.predictions import Predictions
from core.review.records import PackRecord

_IDS: Final = "<i2"
"""Superpixel ids lie in the file as compressed little-endian int16."""
_KEEP: Final = (
    "INSERT OR REPLACE INTO explanations (subject, pack, settings, label, height, width, segments,"
    " surrogates, samples, rank_correlation, top5_jaccard, seconds, stable,"
    " background, badge, engine, decided)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_SHOWN: Final = "SELECT 1 FROM meta WHERE key = 'pack' AND value = ?"
_BADGE: Final = "UPDATE photos SET badge = ? WHERE subject = ? AND product IS NULL"
_BADGE_OF_PRODUCT: Final = (
    "UPDATE photos SET badge = ? WHERE product IN (SELECT products.id FROM photos AS one"
    " JOIN products ON products.id = one.product AND carrier = one.id WHERE one.subject = ?)"
)
"""A product shows the badge of the photo that carries its tag."""


class Explanations:
    """The explanations of one review, under the pack in use where no other is named.

    One may be named before it is in use: a photo is explained while its review is still read.
    """

    def __init__(self, database: Database, predictions: Predictions) -> None:
        self._database = database
        self._predictions = predictions

    def save(
        self,
        subject: str,
        explanation: Explanation,
        *,
        badge: str | None = None,
        pack: PackRecord | None = None,
    ) -> None:
        """Keep a final explanation of a photo's subject, with its trust badge.

        Lists show the badge where they show this pack's answers.
        """
        height, width = explanation.segments.shape
        agreed = stability_of(explanation.surrogate)
        row = (
            _settings_text(explanation.settings),
            explanation.label,
            height,
            width,
            zlib.compress(explanation.segments.astype(_IDS).tobytes()),
            _surrogates_text(explanation.surrogates),
            explanation.samples,
            agreed.rank_correlation,
            agreed.top5_jaccard,
            explanation.seconds,
            explanation.stable,
            explanation.background,
            badge,
            explanation.engine.to_json() if explanation.engine else None,
            _settings_text(explanation.used),
        )
        with self._database.transaction() as connection:
            number = pack_numbers.noted(connection, pack or self._predictions.pack)
            if not number:
                return
            connection.execute(_KEEP, (subject, number, *row))
            checksums.seal(connection, "explanations", number, [subject])
            shown = connection.execute(_SHOWN, (str(number),)).fetchone()
            if badge is not None and shown is not None:
                for update in (_BADGE, _BADGE_OF_PRODUCT):
                    connection.execute(update, (badge, subject))

    def get(
        self,
        subject: str,
        label: str,
        settings: ExplainSettings,
        pack: PackRecord | None = None,
    ) -> Explanation | None:
        """Give the explanation of a class with exactly these settings, None where unknown."""
        number = pack_numbers.known(self._database, pack) if pack else self._predictions.pack_id
        rows = self._database.rows(
            "SELECT height, width, segments, surrogates, samples, seconds,"
            " stable, background, engine, decided FROM explanations"
            " WHERE subject = ? AND pack = ? AND settings = ? AND label = ?"
            f" AND NOT ({checksums.unfit('explanations')})",
            (subject, number, _settings_text(settings), label),
        )
        return _explanation(label, settings, rows[0]) if rows else None

    def settings_of(self, subject: str) -> list[tuple[str, ExplainSettings]]:
        """List the classes and settings that a subject has explanations for."""
        rows = self._database.rows(
            "SELECT label, settings FROM explanations WHERE subject = ? AND pack = ?"
            f" AND NOT ({checksums.unfit('explanations')})",
            (subject, self._predictions.pack_id),
        )
        return [(label, _settings(text)) for label, text in rows]


def _explanation(label: str, settings: ExplainSettings, row: tuple[Any, ...]) -> Explanation:
    height, width, segments, surrogates, samples, seconds, stable, background, *of_late = row
    engine, decided = of_late
    ids = np.frombuffer(zlib.decompress(segments), dtype=_IDS).astype(np.int32)
    return Explanation(
        label=label,
        segments=ids.reshape(height, width),
        surrogates=_surrogates(surrogates),
        samples=samples,
        settings=settings,
        seconds=seconds,
        stable=bool(stable),
        background=background,
        engine=EngineFacts.from_json(engine),
        decided=_settings(decided) if decided else None,
    )


def _settings_text(settings: ExplainSettings) -> str:
    """Write settings so that equal ones are found again, in files of earlier versions as well."""
    told = {name: value for name, value in asdict(settings).items() if value is not None}
    return json.dumps(told, sort_keys=True)


def _settings(text: str) -> ExplainSettings:
    return ExplainSettings.from_fields(json.loads(text))


def _surrogates_text(surrogates: dict[str, Surrogate]) -> str:
    """Write weights so that they read back bit for bit: Python prints floats exactly."""
    plain = [asdict(surrogate) for surrogate in surrogates.values()]
    return json.dumps(plain, default=np.ndarray.tolist)


def _surrogates(text: str) -> dict[str, Surrogate]:
    models = (Surrogate(**_with_arrays(fields)) for fields in json.loads(text))
    return {surrogate.label: surrogate for surrogate in models}


def _with_arrays(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: np.array(value, dtype=np.float64) if isinstance(value, list) else value
        for name, value in fields.items()
    }
