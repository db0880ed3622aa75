"""Tuning a general network on the whole mixture, on the cores of a CPU, with PyTorch.

`python -m model.general --help`. What comes out is a run as `model.train` leaves one, for
`model.export`.
"""
