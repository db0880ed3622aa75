"""One training run, epoch by epoch, from its photos to its averaged weights."""

import logging
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.errors import AppError
from model.data.augment import augment
from model.data.dataset import VALIDATION_SHARE, Example, targets
from model.data.pictures import Pictures, batches, decode
from model.networks.architectures import ARCHITECTURES
from model.training.averaging import WeightAverage
from model.training.epoch import Epoch
from model.training.losses import AcceptedCrossEntropy, accepted_accuracy
from model.training.mixture import hold_out, is_taught, learnt_rows, strength_of
from model.training.run import Run, Settings
from model.training.schedule import Phase, Plan, WarmCosine
from model.training.start import freeze
from model.training.teacher import Teacher

STEPS_PER_EXECUTION: Final = 4
EVALUATION_BATCH: Final = 128

_log = logging.getLogger(__name__)


class Trainer:
    """Everything one run holds while it trains.

    Parameters
    ----------
    run : Run
    settings : Settings
    examples : list of Example
        Subsets `train`, `partial` and `shops`; a share of the first two and whole sources of the
        last are held out for validation.
    classes : tuple of str
    """

    def __init__(
        self, run: Run, settings: Settings, examples: list[Example], classes: tuple[str, ...]
    ) -> None:
        self.run = run
        self.settings = settings
        self.plan = Plan.parse(settings.plan)
        self.classes = classes
        self.examples = examples
        self.teacher = Teacher(Path(settings.teacher), classes) if settings.teacher else None
        self.network = ARCHITECTURES[settings.architecture](
            len(classes), self.plan.only_size, settings.dropout
        )
        if settings.frozen:
            freeze(self.network, settings.frozen)
        self._compile(self._steps(self._pictures(self.plan.phases[0])))
        self._checkpoint = tf.train.CheckpointManager(
            tf.train.Checkpoint(network=self.network, optimizer=self.network.optimizer),
            str(run.folder / "checkpoint"),
            max_to_keep=1,
        )
        self._checkpoint.restore_or_initialize()
        self.average = WeightAverage(self.network, run.load_average())

    def train(self) -> None:
        """Train every epoch that is left, or until validation has stopped improving."""
        history = self.run.history
        for epoch in range(len(history), self.plan.epochs):
            line = self._epoch(epoch)
            rivals = [e.validation_loss for e in history if e.size == line.size]
            best = min(rivals, default=math.inf)
            self.run.save_average(self.average.weights, line.validation_loss <= best)
            self._checkpoint.save()
            self.run.append(line)
            history.append(line)
            self._tell(history)
            if self._has_stalled(history):
                _log.info("validation has not improved for %d epochs", self.settings.patience)
                break

    def start_from(self, weights: list[NDArray[np.float32]]) -> None:
        """Begin from given weights; those of another shape (a new class head) are left out.

        AppError where they are of another network.
        """
        own = self.network.get_weights()
        if len(weights) != len(own):
            raise AppError(f"the weights to begin from are not {self.settings.architecture}'s")
        fitting = [w if w.shape == o.shape else o for w, o in zip(weights, own, strict=True)]
        self.network.set_weights(fitting)
        self.average = WeightAverage(self.network, None)

    def _compile(self, steps: int) -> None:
        rate = WarmCosine(self.settings.peak_rate, steps * self.plan.epochs)
        optimizer = keras.optimizers.AdamW(
            rate, weight_decay=self.settings.weight_decay, global_clipnorm=2.0
        )
        optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
        self.network.compile(
            optimizer,
            AcceptedCrossEntropy(self.settings.smoothing, self.settings.taught),
            metrics=[keras.metrics.MeanMetricWrapper(accepted_accuracy, name="accuracy")],
            jit_compile=False,
            steps_per_execution=STEPS_PER_EXECUTION,
        )
        optimizer.build(self.network.trainable_variables)

    def _pictures(self, phase: Phase) -> Pictures:
        decoded = decode(self.examples, phase.source, self.run.pictures)
        pictures = hold_out(decoded, self.settings.held_sources)
        whole = np.array([e.subset == "train" for e in pictures.examples])
        if (
            not (whole & pictures.held_out).any()
            or len(learnt_rows(pictures, self.settings)) < self.settings.batch
        ):
            raise AppError(
                f"{len(pictures.examples)} photos are too few: at least one batch of "
                f"{self.settings.batch} is needed, and about one photo in {VALIDATION_SHARE} is "
                "held out for validation"
            )
        return pictures

    def _steps(self, pictures: Pictures) -> int:
        return max(1, len(learnt_rows(pictures, self.settings)) // self.settings.batch)

    def _epoch(self, epoch: int) -> Epoch:
        began = time.perf_counter()
        phase = self.plan.phase_of(epoch)
        pictures = self._pictures(phase)
        done = self.network.fit(
            self._learning(pictures, phase, epoch), verbose=0, callbacks=[self.average]
        ).history
        with self.average.applied():
            judged = self._judge(pictures, phase, "train")
            sellers = self._judge(pictures, phase, "partial")
        return Epoch(
            epoch + 1,
            phase.size,
            done["loss"][-1],
            done["accuracy"][-1],
            *judged,
            sellers[1],
            time.perf_counter() - began,
        )

    def _learning(self, pictures: Pictures, phase: Phase, epoch: int) -> tf.data.Dataset:
        rows = learnt_rows(pictures, self.settings)
        np.random.default_rng((self.settings.seed, epoch)).shuffle(rows)
        wanted = targets(pictures.examples, self.classes)
        batch, source = self.settings.batch, phase.source
        strength = strength_of(self.settings)

        taught = is_taught(pictures.examples)

        def gather(chosen: NDArray[np.intp]) -> tuple[NDArray[np.generic], ...]:
            return pictures.pixels[chosen], wanted[chosen], taught[chosen]

        def load(chosen: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            raw, marked, asked = tf.numpy_function(
                gather, [chosen], (tf.uint8, tf.float32, tf.float32)
            )
            raw = tf.ensure_shape(raw, (batch, source, source, 3))
            marked = tf.ensure_shape(marked, (batch, len(self.classes)))
            seen = augment(raw, phase.size, strength)
            if self.teacher:
                asked = tf.ensure_shape(asked, (batch, 1))
                marked = tf.concat([marked, asked * self.teacher.teach(seen)], axis=1)
            return seen, marked

        chosen = tf.data.Dataset.from_tensor_slices(rows).batch(batch, drop_remainder=True)
        return chosen.map(load).prefetch(2)

    def _judge(self, pictures: Pictures, phase: Phase, subset: str) -> tuple[float, float]:
        mine = np.array([e.subset == subset for e in pictures.examples])
        rows = np.flatnonzero(mine & pictures.held_out)
        if not len(rows):
            return 0.0, 0.0
        wanted = targets(pictures.examples, self.classes)

        def load() -> Iterator[tuple[NDArray[np.uint8], NDArray[np.float32]]]:
            for chosen in batches(rows, EVALUATION_BATCH):
                yield pictures.pixels[chosen], wanted[chosen]

        raw = tf.data.Dataset.from_generator(  # not from tensors: TensorFlow never frees those
            load,
            output_signature=(
                tf.TensorSpec((None, phase.source, phase.source, 3), tf.uint8),
                tf.TensorSpec((None, len(self.classes)), tf.float32),
            ),
        )
        resized = raw.map(lambda x, y: (tf.image.resize(x, [phase.size] * 2, antialias=True), y))
        loss, accuracy = self.network.evaluate(resized, verbose=0)
        return float(loss), float(accuracy)

    def _has_stalled(self, history: list[Epoch]) -> bool:
        latest = history[-self.settings.patience :]
        before = history[: -self.settings.patience]
        best = min((e.validation_loss for e in before), default=math.inf)
        return bool(before) and all(e.validation_loss >= best for e in latest)

    def _tell(self, history: list[Epoch]) -> None:
        now = history[-1]
        cost = now.seconds / now.size**2
        left = sum(self.plan.phase_of(e).size ** 2 for e in range(now.epoch, self.plan.epochs))
        _log.info(
            "epoch %d of %d at %d px: loss %.3f, accuracy %.2f %%, validation %.2f %%, "
            "sellers %.2f %%, %.0f s, %.0f min left",
            now.epoch,
            self.plan.epochs,
            now.size,
            now.loss,
            100 * now.accuracy,
            100 * now.validation_accuracy,
            100 * now.partial_accuracy,
            now.seconds,
            cost * left / 60,
        )
