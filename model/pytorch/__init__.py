"""What the trainings in PyTorch share: networks, changes to pictures, losses, time."""

import contextlib

# PyTorch loads triton when an optimiser is first made. If TensorFlow, which the records of a run
# name the version of, was there before it, the process ends: each brings an LLVM of its own.
with contextlib.suppress(ImportError):
    import triton  # noqa: F401
