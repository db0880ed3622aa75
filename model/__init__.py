"""How the network came to be: data, architectures, training, measuring, export. Needs Keras."""
