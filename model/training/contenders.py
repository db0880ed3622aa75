"""The networks that are compared, and the budget that each of them gets."""

from dataclasses import dataclass
from typing import Final

from model.training.run import Settings
from model.training.start import IMAGENET


@dataclass(frozen=True, slots=True)
class Contender:
    """A network, the pixel values that it is fed, and the dropout before its last layer.

    `imagenet` lets it begin from ImageNet's weights instead of random ones.
    """

    architecture: str
    title: str
    values: str
    dropout: float
    imagenet: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """What every network gets alike.

    Attributes
    ----------
    minutes : float or None
        Of training for each network, turned into whole epochs, one at least.
    epochs : int
        For each network where no minutes are given.
    photos : int or None
        Training photos, drawn at random; all where None.
    subset : str
        What accuracy is measured on: `validation`, or a subset of the split.
    """

    data: str
    split: str | None
    minutes: float | None
    epochs: int
    size: int
    photos: int | None
    subset: str
    batch: int
    rate: float
    precision: str
    seed: int

    def settings(self, contender: Contender, plan: str) -> Settings:
        """Give the settings of a training run of one network."""
        return Settings(
            data=self.data,
            split=self.split,
            partial=(),
            partial_repeats=1,
            plan=plan,
            batch=self.batch,
            peak_rate=self.rate,
            weight_decay=0.02,
            smoothing=0.1,
            dropout=contender.dropout,
            strength=1.0,
            patience=10_000,  # the budget ends a training, nothing else does
            seed=self.seed,
            architecture=contender.architecture,
            init=IMAGENET if contender.imagenet else None,
            precision=self.precision,
        )


FAULTY: Final = Contender(
    "efficientnet-lite0-unit",
    "EfficientNet-Lite0, ImageNet weights frozen, as published",
    "0-1 (the fault)",
    0.2,
    imagenet=True,
)
SOUND: Final = Contender(
    "efficientnet-lite0",
    "EfficientNet-Lite0, from ImageNet weights",
    "0-255, as it expects",
    0.2,
    imagenet=True,
)
CONTENDERS: Final = (
    Contender("published-cnn", "published CNN", "0-1, as published", 0.5),
    Contender("catalog-cnn", "ours", "-1 to 1", 0.2),
    Contender("resnet50", "ResNet50", "0-255 less ImageNet's mean", 0.2),
    Contender("efficientnet-b0", "EfficientNetB0", "0-255, as it expects", 0.2),
    Contender("efficientnet-b0-unit", "EfficientNetB0, faulty pixels", "0-1 (the fault)", 0.2),
    SOUND,
    FAULTY,
)
