"""Tags photos: preparation, network, calibration and status, in this order."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.entities import Photo, Pixels, Prediction
from core.errors import EngineError
from core.imaging.preprocessing import prepare
from core.inference.calibration import calibrate
from core.inference.engine import Engine
from core.inference.judging import judge
from core.inference.model_pack import Pack, open_pack
from core.inference.opening import open_engine
from core.inference.unknown import unknown_score, worked_out


class Classifier:
    """A pack with its running network. Like the engine, not to be entered by two threads.

    Parameters
    ----------
    pack : Pack
        With the classes that can occur.
    engine : Engine
        Started from this pack.
    """

    def __init__(self, pack: Pack, engine: Engine) -> None:
        self.pack = pack
        self.engine = engine
        self._unknown_arrays = worked_out(pack.unknown_arrays)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a pack and start its network; PackError where either fails."""
        pack = open_pack(folder)
        return cls(pack, open_engine(pack))

    def choosing(self, names: Iterable[str] | None) -> Self:
        """Give a classifier with the same engine for a catalog with these classes alone.

        Parameters
        ----------
        names : iterable of str or None
            None: every class can occur.

        Raises
        ------
        UnknownClass, ClassesUnusable
            See `ClassChoice.of`.
        """
        return type(self)(self.pack.choosing(names), self.engine)

    @property
    def size(self) -> int:
        """Side of the network's input, px."""
        return self.engine.size

    def classify(self, photo: Photo) -> Prediction:
        """Tag one photo; EngineError where the network answers nonsense."""
        return self.classify_many([photo])[0]

    def classify_many(
        self, photos: Sequence[Photo], *, keep_features: bool = True
    ) -> list[Prediction]:
        """Tag photos; each one's numbers are the same whatever others stand beside it.

        Parameters
        ----------
        photos : sequence of Photo
        keep_features : bool
            Feature maps are large (150 kB at 14 x 14 x 192): leave them out where predictions
            of whole folders are kept.

        Returns
        -------
        list of Prediction
            In the order of the photos.

        Raises
        ------
        EngineError
            The network answers nonsense.
        """
        if not photos:
            return []
        pictures = np.stack([prepare(photo.pixels, self.size) for photo in photos])
        return self.classify_prepared(pictures, keep_features=keep_features)

    def classify_prepared(
        self, pictures: Pixels, *, keep_features: bool = True
    ) -> list[Prediction]:
        """Tag (N, size, size, 3) uint8 pictures that `preprocessing.prepare` made."""
        answer = self.engine.run(pictures)
        maps = answer.features if answer.features is not None else [None] * len(pictures)
        return [
            self._predict(logits, features, keep_features)
            for logits, features in zip(answer.logits, maps, strict=True)
        ]

    def predict_logits(self, pictures: Pixels) -> NDArray[np.float32]:
        """Give the logits (N, n_classes) of (N, size, size, 3) uint8 pictures."""
        return self.engine.run(pictures).logits

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float64]:
        """Calibrate logits (..., n_classes); 0 for classes that cannot occur."""
        return calibrate(self.pack.choice.apply(logits), self.pack.card.temperature)

    def _predict(
        self,
        logits: NDArray[np.float32],
        features: NDArray[np.float32] | None,
        keep_features: bool,
    ) -> Prediction:
        card, row = self.pack.card, None if features is None else features[None]
        probabilities = calibrate(logits[None], card.temperature)
        score = unknown_score(card.unknown, logits[None], probabilities, row, self._unknown_arrays)
        if not np.isfinite(score[0]):
            raise EngineError("how strange the photo is comes to a number that is not finite")
        kept = features.copy() if keep_features and features is not None else None
        return judge(self.pack, logits.copy(), float(score[0]), kept, self.engine.facts)
