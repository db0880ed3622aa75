"""Label-preserving changes to a whole batch at once, inside the training graph.

Per-picture `tf.image` calls would eat half the machine; these are a handful of batched ops. What
is varied is what differs between a studio and a seller's bedroom: place, scale, proportion, tilt,
light, colour cast, sharpness, resolution and things in the way.
"""

import tensorflow as tf

from model.data.strength import Strength


def augment(pictures: tf.Tensor, size: int, strength: Strength) -> tf.Tensor:
    """Change every picture of a batch at random.

    Parameters
    ----------
    pictures : (N, S, S, 3) uint8 tensor
    size : int
        Side of the result, px.
    strength : Strength

    Returns
    -------
    (N, size, size, 3) float32 tensor in [0, 255]
    """
    moved = _move(pictures, size, strength)
    moved = _soften(moved, size, strength.soften)
    return tf.clip_by_value(_erase(_colour(moved, strength), strength), 0, 1) * 255


def _uniform(count: tf.Tensor, low: float, high: float) -> tf.Tensor:
    return tf.random.uniform([count], low, high)


def _move(pictures: tf.Tensor, size: int, strength: Strength) -> tf.Tensor:
    count, source = tf.shape(pictures)[0], tf.cast(tf.shape(pictures)[1], tf.float32)
    step = source / size
    zoom = tf.exp(_uniform(count, -strength.zoom_in, strength.zoom_out)) * step
    aspect = tf.exp(_uniform(count, -strength.aspect, strength.aspect))
    tilted = tf.cast(_uniform(count, 0, 1) < 0.5, tf.float32)
    angle = _uniform(count, -strength.tilt, strength.tilt) * tilted
    mirror = tf.sign(_uniform(count, -1, 1))
    x, y = zoom * aspect * mirror, zoom / aspect
    cos, sin = tf.cos(angle), tf.sin(angle)
    room_x = tf.abs(source - tf.abs(x) * size) / 2 + strength.shift * source
    room_y = tf.abs(source - y * size) / 2 + strength.shift * source
    # Places are those of pixels' centres, so that a mirrored picture is not a pixel beside itself.
    centre_x = (source - 1) / 2 + _uniform(count, -1, 1) * room_x
    centre_y = (source - 1) / 2 + _uniform(count, -1, 1) * room_y
    middle = (size - 1) / 2
    rows = tf.stack(
        [
            x * cos,
            -y * sin,
            centre_x - middle * (x * cos - y * sin),
            x * sin,
            y * cos,
            centre_y - middle * (x * sin + y * cos),
            tf.zeros([count]),
            tf.zeros([count]),
        ],
        axis=1,
    )
    moved = tf.raw_ops.ImageProjectiveTransformV3(
        images=pictures,
        transforms=rows,
        output_shape=[size, size],
        fill_value=255.0,
        interpolation="BILINEAR",
        fill_mode="NEAREST",
    )
    return tf.cast(moved, tf.float32) / 255


def _soften(pictures: tf.Tensor, size: int, share: float) -> tf.Tensor:
    def lower() -> tf.Tensor:
        side = tf.cast(tf.random.uniform([], 0.35, 0.9) * size, tf.int32)
        small = tf.image.resize(pictures, [side, side], antialias=True)
        return tf.image.resize(small, [size, size])

    return tf.cond(tf.random.uniform([]) < share, lower, lambda: pictures)


def _colour(pictures: tf.Tensor, strength: Strength) -> tf.Tensor:
    count = tf.shape(pictures)[0]

    def each(low: float, high: float) -> tf.Tensor:
        return tf.random.uniform([count, 1, 1, 1], low, high)

    mean = tf.reduce_mean(pictures, axis=[1, 2], keepdims=True)
    contrast = each(1 - strength.contrast, 1 + strength.contrast)
    gain = 1 + tf.random.normal([count, 1, 1, 3]) * strength.cast
    lit = ((pictures - mean) * contrast + mean + each(-strength.light, strength.light)) * gain
    grey = tf.reduce_mean(lit, axis=3, keepdims=True)
    saturation = each(1 - strength.saturation, 1 + strength.saturation)
    saturation *= tf.cast(each(0, 1) > strength.grey, tf.float32)
    return grey + (lit - grey) * saturation


def _erase(pictures: tf.Tensor, strength: Strength) -> tf.Tensor:
    count, size = tf.shape(pictures)[0], tf.shape(pictures)[1]
    along = tf.linspace(0.0, 1.0, size)
    cornered = tf.random.uniform([count, 1]) < strength.corner

    def band() -> tf.Tensor:
        middle, half = tf.random.uniform([count, 1]), tf.random.uniform([count, 1], 0.05, 0.22)
        middle = tf.where(cornered, tf.round(middle), middle)
        return tf.abs(along[None] - middle) < half

    hit = tf.random.uniform([count, 1, 1, 1]) < strength.erase
    box = (band()[:, :, None] & band()[:, None, :])[..., None] & hit
    paint = tf.where(
        tf.random.uniform([count, 1, 1, 1]) < 0.5,
        tf.random.uniform([count, 1, 1, 3]),
        pictures[:, :1, :1, :],
    )
    return tf.where(box, paint, pictures)
