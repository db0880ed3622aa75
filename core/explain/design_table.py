"""Columns of the nested designs: what `tools/designs.py` found, never to be changed.

Records and kept explanations are computed again by these very columns under the name of their
sampling. Better ones get another name beside it.
"""

from typing import Final

BASE: Final = 32
"""In which a column is written."""
DIGITS: Final = 2
"""Digits of a column."""

TABLE: Final = {
    1: "625t",
    2: "fk5g0j",
    3: "2q798o5t",
    4: "9ca60sc1f0",
    5: "dueo683caual",
    6: "8ja42bcmb77f5h",
    7: "31bm70989c5peva0",
    8: "376q4m330pdi7da1a2",
    9: "bg70dofn312bfefi0b2v",
    10: "4pb30l8gb46i5pe94o4q86",
    11: "9l725u6eaj7k434r7hcv664e",
    12: "b98a0c65990i2p1pdm5k90fo38",
    13: "1e4s9t1c8o0596afe6bbb2cq4n4e",
    14: "773v18cpe4350s967d0c1pf89u1t3m",
    15: "bg8f35b0577n0m6mdq6e4v4b9s9v1i1r",
    16: "8v4kde6i2m6gdm3n3m439j9s5r7q495tes",
    17: "6kadb3b86sfo59egdf2e4e6t8o0782fcf97n",
    18: "bb9b2pdvbk3mb8dg093qes6fee50fl8dbdc74l",
    19: "bidja99127794hbt5oafb244atc9c5en3182eg7u",
    20: "8u487c4vdr77f9e0ajelbb0h9h0i8rak9d1g0o16ba",
    21: "9i0v0eaacg19467442e11j3bclb00s209o077t6rck4d",
    22: "1ta93cek2r17cc5cf82s2ibdda4vbt6j4m4k8a9318439i",
    23: "9c0o8n833664942r025944egedfcdq0pccbm772h3j5vau8i",
    24: "6p5d2cdp3d0r35f71e6v9n61et6dbv1h79171t2r87el7p5fcf",
    25: "e33lba3t65em377d73d11a2q8r4f1cbufvfp1ket0h7kbb1jfj9d",
    26: "054ce677a5473a1q2p7i6i8mcu98c18f565h552b4t7m7g7ode7rds",
    27: "fj745242f2asc85hb1a90m242d3vdv78779g3edscscbd40p7q0v477g",
    28: "6hbcbb632s0u1lalbh8ee6655v4r1saq3tb8c2br315j7u2cam483ke029",
    29: "ee3lec6906969b2ibm5fa62s5i0h7oem3be5eh8m7h186r3ve11l1c3c2b22",
    30: "5id2f98b8fej7oacaebrcr540sdh4aekbfbbcccubqc86h1j49961g8d7pem0e",
    31: "5kch5gc63f27ab4de2d64e35au01f68rfseten82dvfg7ld3592e1s8k3c9cdj4u",
    32: "575qb62e644q81cc6b7q0p8i957i8735cg2o7gagce3f6jfpe6845c5o5f6qdgfd5j",
    33: "30aa9v7gduc63t6hc250d5d9340a3j4of1870bd40lb97c9id8fddj6s5dcfa7dr7udm",
    34: "amf5ava5fk22brbq3nb23i7pbhfl6re369f0fabca1ahfs60f6e46b39es7478ag2a7ubd",
    35: "ebaf742m7f7g766oaial2j77663869fsfee4b57b3ofma26ve7602t6q7p393jahb3a12r63",
    36: "fn7pfk7be97431atbj3264elb32narfs3oep2ge32oedembrfefaft7vf8fh792kff6aac2i6f",
    37: "blfhfu29207jb1f225fbbca2b4bv6pev3g766cas7k2475ae3ie6fq3d2k38ehedfa3maf6j3fa1",
    38: "fq35anekevahadaf2ofra2bh2q6u71fd3sac2t6rf9a5bn7b2gbi3lee3cfof32sf4bue1a4apb669",
    39: "7k7g2t3q29bifafd6oboa4adem3nfc30fjab76b32520aq7h3m6ifp2l7vb16gak6a2eb56rblffaj7r",
}
"""Superpixels: their columns, nine bits each, and behind them the one that splits the rows."""
