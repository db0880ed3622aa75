"""Tags photos: preparation, network, calibration and status, in this order."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.entities import TOP_K, ClassScore, Photo, Pixels, Prediction
from core.imaging.preprocessing import prepare
from core.inference.calibration import calibrate, decide
from core.inference.engine import Engine
from core.inference.model_pack import Pack, open_pack
from core.inference.opening import open_engine
from core.inference.unknown import worked_out


class Classifier:
    """A pack with its running network. Like the engine, not to be entered by two threads.

    Parameters
    ----------
    pack : Pack
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
        """Calibrate logits (..., n_classes) by the pack's temperature."""
        return calibrate(logits, self.pack.card.temperature)

    def _predict(
        self,
        logits: NDArray[np.float32],
        features: NDArray[np.float32] | None,
        keep_features: bool,
    ) -> Prediction:
        """Judge one photo by itself: sums over a batch could differ in the last bit."""
        probabilities = self.probabilities(logits)
        status = decide(self.pack.card, logits, probabilities, features, self._unknown_arrays)
        kept = probabilities.astype(np.float32)  # as a review keeps them: later it says the same
        ranked = tuple(
            ClassScore(self.pack.labels[index], float(kept[index]))
            for index in np.argsort(-kept, kind="stable")
        )
        return Prediction(
            top=ranked[:TOP_K],
            status=status,
            probabilities=kept,
            logits=logits.copy(),
            features=features.copy() if keep_features and features is not None else None,
            rival=self._rival(ranked),
        )

    def _rival(self, ranked: tuple[ClassScore, ...]) -> str | None:
        """Give the most probable other class of the tag's family."""
        family = self.pack.card.family(ranked[0].label)
        return next((score.label for score in ranked[1:] if score.label in family), None)
