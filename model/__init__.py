"""How the network came to be: commands on top, `python -m model.X`, and the rooms they stand on.

A command imports rooms, never another command. Rooms, the upper import the lower: gpu, training,
measuring, networks, data. Needs Keras.
"""
