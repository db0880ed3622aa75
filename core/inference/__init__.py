"""Networks, behind one protocol, and the packs they come in."""
