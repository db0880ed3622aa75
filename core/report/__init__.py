"""What leaves the program: cards, PDF reports, tables and records, and all that they say.

What is said stands in the modules here, worded once; `drawing` puts it on any surface; `pdf`, `png`
and `tables` make files of it and know nothing of each other; `formats` lists them all for `order`,
which is how anybody asks for them. Imports run from the last of these to the first.
"""
