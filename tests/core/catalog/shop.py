"""A small shop for tests: three products, six photos, and its exports in several systems' forms."""

import csv
import io
from pathlib import Path

from core.catalog.class_map import ClassMap
from core.catalog.inspection import Inspection
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.taxonomy import known_terms, wearers

LABELS = ("Tshirts", "Casual Shoes", "Handbags", "Dresses", "Lip Gloss", "Shirts")
PHOTOS = ("10_1.jpg", "10_2.jpg", "10_3.jpg", "20_1.jpg", "20_2.jpg", "300_1.jpg")
CLASSES = {"10": "Tshirts", "20": "Handbags", "300": "Dresses"}
TRUTH = {name: CLASSES[name.partition("_")[0]] for name in PHOTOS}
CDN = "https://cdn.example/s/files/"


def index() -> PhotoIndex:
    return PhotoIndex(PHOTOS, Path("/photos/shop"))


def classes() -> ClassMap:
    return ClassMap(LABELS, known=known_terms(), wearers=wearers())


def inspected(path: Path, text: str, photos: PhotoIndex | None = None) -> Inspection:
    """Write a file and read it as the shop's."""
    path.write_bytes(text.encode())
    return inspect(path, photos or index(), classes())


def labels(found: Inspection) -> dict[str, str | None]:
    """Give the class of each photo that the file speaks of for certain."""
    assert found.photos is not None
    return {found.photos.paths[entry.photo]: entry.label for entry in found.entries}


def views(product: str) -> list[str]:
    return [name for name in PHOTOS if name.startswith(f"{product}_")]


def written(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def shopify() -> str:
    """Rows of one product share a handle; only the first has category and text."""
    rows = [
        [
            "Handle",
            "Title",
            "Body (HTML)",
            "Product Category",
            "Type",
            "Tags",
            "Variant SKU",
            "Image Src",
        ]
    ]
    for product, label in CLASSES.items():
        for number, name in enumerate(views(product)):
            first = [f"Nice {product}", '<p>a "best",\nseller</p>', f"Apparel > {label}", "",
                     "Men, sale"]  # fmt: skip
            rows.append([
                f"nice-{product}", *(first if number == 0 else [""] * 5),
                f"{product}-{'SML'[number]}", f"{CDN}{name}?v=17",
            ])  # fmt: skip
    return written(rows)


def woocommerce() -> str:
    """All photos in one cell; variations name their parent and no category."""
    rows = [["ID", "Type", "SKU", "Name", "Categories", "Images", "Parent"]]
    for number, (product, label) in enumerate(CLASSES.items()):
        images = ", ".join(f"{CDN}2026/01/{name}" for name in views(product))
        rows.append([f"5{number}0", "variable", product, "Nice", f"Clothing > {label}, New",
                     images, ""])  # fmt: skip
        rows += [[f"5{number}{n}", "variation", f"{product}-{s}", "Nice", "", "", product]
                 for n, s in enumerate("SM", 1)]  # fmt: skip
    return written(rows)


def merchant() -> str:
    rows = [["id", "title", "image_link", "additional_image_link", "google_product_category",
             "product_type", "item_group_id"]]  # fmt: skip
    for product, label in CLASSES.items():
        first, *more = [f"https://shop.example/img/{name}" for name in views(product)]
        rows += [[f"{product}-{size}", "Nice", first, ",".join(more), "166", f"Home > {label}",
                  product] for size in "SM"]  # fmt: skip
    return written(rows, "\t", "\n")


def template() -> str:
    """Of a marketplace: settings, then names for people, then names for programs."""
    rows = [
        ["TemplateType=fptcustom", "Version=1", "The top 3 rows stay.", "", ""],
        ["Product Type", "Seller SKU", "Product Name", "Main Image URL", "Other Image URL1"],
        ["feed_product_type", "item_sku", "item_name", "main_image_url", "other_image_url1"],
    ]
    for product, label in CLASSES.items():
        images = [*[f"https://x.example/{name}" for name in views(product)], ""][:2]
        rows.append([label.lower(), product, "Nice", *images])
    return written(rows, "\t")


def by_key() -> str:
    return written([["sku", "category"], *([p, label] for p, label in CLASSES.items())])


def windows() -> str:
    return written([["Path", "Class"],
                    *([f"C:\\Shop\\autumn\\{n.upper()}", TRUTH[n]] for n in PHOTOS)])  # fmt: skip


FORMS = {form.__name__: form() for form in (shopify, woocommerce, merchant, template, by_key,
                                            windows)}  # fmt: skip
