"""Which photos look most alike to the network: its features, made short, kept and compared."""
