"""From files to pixels to the network's input: found, decoded, framed, prepared, made small."""
