"""Distillation on a GPU, with PyTorch: how the network that ships was trained last.

`python -m model.gpu --help`. A GPU is lent by the minute, so a course lasts for a time, not for a
number of epochs. What comes out is a run as `model.train` leaves one, for `model.export`.
"""
