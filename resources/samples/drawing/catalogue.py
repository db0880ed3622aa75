"""What is in the sample folder: for each class its pictures and how they are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from drawing import (
    accessories,
    bags,
    bottoms,
    cosmetics,
    eyewear,
    footwear,
    jewellery,
    slip_ons,
    tops,
    underwear,
    watches,
)
from drawing.canvas import Canvas
from drawing.textures import checks, denim, dots, gradient, grained, plain, stripes, woven

Drawing = Callable[[Canvas], None]

INDIGO = denim(
    "#2f4a76",
    "#8fa9cc",
    worn_at=[(710, 620, 60, 250), (370, 620, 60, 250), (740, 1150, 50, 150), (340, 1150, 50, 150)],
)
CLUB = stripes(stripes(plain("#7d1f2c"), "#1f2b4a", 96, 40, -38), "#d9c48f", 96, 7, -38)
BEACH = stripes(plain("#1f6fa8"), "#f3efe4", 90, 26, 18)
BRETON = stripes(woven("#8fa3c4"), "#27375f", 64, 30)
MADRAS = checks("#f1ece6", [("#b3263a", 96, 44, 0), ("#24324f", 96, 10, 66)])
TARTAN = checks("#8d939c", [("#1d1f24", 110, 40, 0), ("#dfe0e2", 110, 10, 72)])
TENNIS = stripes(plain("#eceae6"), "#c0303a", 60, 20)

CLOTHES: Final[dict[str, dict[str, Drawing]]] = {
    "Tshirts": {
        "tee-teal": partial(tops.tshirt, colour="#158a86", trim="#0f6f6c"),
        "tee-red": partial(tops.tshirt, colour="#c02a35", trim="#a5222c", vee=True),
        "tee-breton": partial(tops.tshirt, colour=BRETON, trim="#27375f"),
    },
    "Shirts": {
        "shirt-check": partial(tops.shirt, cloth=MADRAS, button="#f5f2ea", long=False),
        "shirt-oxford": partial(tops.shirt, cloth=woven("#a9c4e6"), button="#f5f2ea", long=True),
    },
    "Jeans": {"jeans-indigo": partial(bottoms.jeans, cloth=INDIGO, thread="#c98f4d")},
    "Shorts": {
        "shorts-navy": partial(
            bottoms.shorts, cloth=woven("#2c3850"), thread="#4d5c7a", cord="#e8e6e0"
        ),
    },
    "Skirts": {
        "skirt-coral": partial(bottoms.skirt, cloth=plain("#e0453f"), waistband="#c53a36"),
    },
    "Dresses": {
        "dress-dots": partial(
            tops.dress, cloth=dots(plain("#b8324f"), "#f6dfe0", 54, 9), trim="#3a1c28"
        ),
    },
    "Bra": {
        "bra-blush": partial(underwear.bra, colour="#dcae9a", lace="#c08f7c"),
        "bra-black": partial(underwear.bra, colour="#232327", lace="#3a3a40"),
    },
    "Briefs": {
        "briefs-navy": partial(
            underwear.briefs, cloth=plain("#27345a"), waist="#1a1c22", stripe="#d3d7de"
        ),
    },
    "Trunk": {
        "trunk-grey": partial(
            underwear.trunk, cloth=woven("#8d9299"), waist="#1d1f24", stripe="#d34a3a"
        ),
    },
    "Socks": {
        "socks-grey": partial(
            accessories.socks, knit=plain("#6f757e"), heel="#2b2f38", cuff=plain("#2b2f38")
        ),
        "socks-tennis": partial(
            accessories.socks, knit=plain("#eceae6"), heel="#d9d7d2", cuff=TENNIS
        ),
    },
}

SHOES: Final[dict[str, dict[str, Drawing]]] = {
    "Formal Shoes": {
        "derby-black": partial(footwear.derby, colour="#232224", sole="#121111", lining="#2a2320"),
    },
    "Sports Shoes": {
        "runner-blue": partial(
            footwear.runner, body="#eceef1", accent="#1f5fb4", sole="#f6f6f4", tread="#20242b"
        ),
        "runner-orange": partial(
            footwear.runner, body="#eef0f2", accent="#d9472a", sole="#f3f3f1", tread="#2b2e34"
        ),
    },
    "Casual Shoes": {
        "canvas-navy": partial(
            footwear.plimsoll,
            cloth=woven("#27365c"),
            sole="#f3f1ea",
            lining="#d8d2c4",
            trim="#b3263a",
        ),
        "canvas-olive": partial(
            footwear.plimsoll,
            cloth=woven("#7b6a45"),
            sole="#efe9dc",
            lining="#cdbfa3",
            trim="#4a3a22",
        ),
    },
    "Heels": {
        "pump-red": partial(slip_ons.pump, colour="#b3202f", lining="#d9b48a", sole="#241a18"),
        "pump-black": partial(slip_ons.pump, colour="#202024", lining="#c9a27c", sole="#7c1f24"),
    },
    "Flip Flops": {
        "flipflop-blue": partial(slip_ons.thong, top=BEACH, side="#15425f", strap="#f3c441"),
        "flipflop-pink": partial(
            slip_ons.thong,
            top=dots(plain("#e45a7d"), "#f6d9e0", 70, 14),
            side="#8f2347",
            strap="#f4e9ec",
        ),
    },
}

THINGS: Final[dict[str, dict[str, Drawing]]] = {
    "Watches": {
        "watch-steel": partial(
            watches.watch, metal="#dfe2e6", dial="#10131a", ink="#eef0f2", subdials=True
        ),
        "watch-leather": partial(
            watches.watch, metal="#e6c88a", dial="#f6f3ea", ink="#2c2520", strap="#4a2a18"
        ),
        "watch-sport": partial(watches.digital, colour="#23262c", accent="#b02a33"),
    },
    "Handbags": {
        "tote-tan": partial(bags.tote, colour="#a5653a", metal="#e3c680"),
        "bag-plum": partial(bags.bowling, colour="#6a2446", trim="#2a1a22", metal="#d8dade"),
    },
    "Backpacks": {
        "backpack-blue": partial(
            bags.backpack, cloth=woven("#24508a"), trim="#1b1e24", badge="#e9b13a"
        ),
        "backpack-grey": partial(
            bags.backpack, cloth=woven("#3c4046"), trim="#191b1f", badge="#c2452f"
        ),
    },
    "Wallets": {
        "wallet-brown": partial(bags.wallet, colour="#4b2a1c", thread="#b98d62", metal="#cfd2d6"),
        "wallet-black": partial(bags.wallet, colour="#232326", thread="#77777c", metal="#b9bcc2"),
        "purse-red": partial(bags.purse, colour="#9c1f2f", thread="#d99a8c", metal="#e3c680"),
    },
    "Clutches": {
        "clutch-gold": partial(bags.clutch, cloth=grained(plain("#b8923f"), 0.08), metal="#e3cf9b"),
    },
    "Ties": {
        "tie-club": partial(accessories.tie, silk=CLUB),
        "tie-dots": partial(accessories.tie, silk=dots(plain("#22365f"), "#dfe6f0", 38, 6)),
    },
    "Belts": {
        "belt-brown": partial(
            accessories.belt, colour="#4d2a18", lining="#a57a50", metal="#d8dade", thread="#b98d62"
        ),
        "belt-black": partial(
            accessories.belt, colour="#1f1f22", lining="#4a4644", metal="#d9dbe0", thread="#5e5e64"
        ),
    },
    "Sunglasses": {
        "shades-black": partial(
            eyewear.acetate, frame="#1e1d20", lens=["#2c2f36", "#7c828c"], metal="#d8dade"
        ),
        "shades-gold": partial(eyewear.aviators, metal="#dcbc78", lens=["#33402f", "#98a48a"]),
    },
    "Caps": {
        "cap-navy": partial(
            accessories.cap, cloth="#1f2f55", peak="#1f2f55", thread="#8fa0c4", badge="#e9e6dc"
        ),
        "cap-red": partial(
            accessories.cap, cloth="#b3222e", peak="#8d1620", thread="#e0a0a4", badge="#f3efe6"
        ),
    },
    "Scarves": {
        "scarf-check": partial(accessories.scarf, cloth=TARTAN),
        "scarf-violet": partial(accessories.scarf, cloth=plain("#6a4fa3")),
    },
    "Ring": {
        "ring-sapphire": partial(jewellery.solitaire, metal="#e9ebef", stone="#2a4fa8"),
        "ring-gold": partial(jewellery.eternity, metal="#e6c277", stones="#eef2f6"),
    },
    "Earrings": {
        "earrings-gold": partial(
            jewellery.bells, metal="#e0b65c", stone="#a31f35", pearl="#f6f1e6"
        ),
        "earrings-green": partial(jewellery.drops, metal="#e3e6ea", stone="#14784f"),
    },
    "Cufflinks": {
        "cufflinks-black": partial(jewellery.cufflinks, metal="#e3e6ea", enamel="#17181c"),
    },
    "Lipstick": {
        "lipstick-rose": partial(
            cosmetics.lipstick, shade="#b02646", case="#1c1c20", trim="#d9b25f"
        ),
        "lipstick-nude": partial(
            cosmetics.lipstick, shade="#c0694f", case="#8d1525", trim="#cfd2d8", cap_left=False
        ),
    },
    "Nail Polish": {
        "polish-plum": partial(cosmetics.nail_polish, shade="#6d1a45", cap="#17171a"),
        "polish-coral": partial(cosmetics.nail_polish, shade="#e2503f", cap="#c9ccd2"),
    },
    "Perfume and Body Mist": {
        "scent-amber": partial(cosmetics.perfume, juice="#e3a24a", cap="#2a211b", metal="#c9a55c"),
        "scent-rose": partial(cosmetics.flacon, juice="#e0859c", cap="#f3e6ea", metal="#d8b56a"),
    },
    "Deodorant": {
        "spray-blue": partial(
            cosmetics.deodorant,
            can=gradient(["#1b3f8f", "#16274f"], (0, 480), (0, 1290)),
            cap="#16181d",
            ink="#dfe6f2",
        ),
        "spray-silver": partial(
            cosmetics.deodorant, can=plain("#8b9097"), cap="#1f2226", ink="#b3202c"
        ),
    },
    "Kajal and Eyeliner": {
        "pencil-black": partial(cosmetics.kajal, colour="#17324a", metal="#d3b469", tip="#0c0c0e"),
        "eyeliner-green": partial(
            cosmetics.eyeliner, bottle="#123f3a", cap="#19191d", metal="#d9dbe0"
        ),
    },
    "Lip Gloss": {"gloss-berry": partial(cosmetics.lip_gloss, shade="#a82f48", cap="#c9ccd2")},
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture: its file name, the class it shows, and its drawing."""

    file: str
    label: str
    draw: Drawing


SAMPLES: Final = tuple(
    Sample(f"{name}.jpg", label, draw)
    for label, drawings in (CLOTHES | SHOES | THINGS).items()
    for name, draw in drawings.items()
)
