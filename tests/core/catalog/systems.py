"""The tests' small shop as many systems export it: their heads, encodings, keys and lists."""

import json
from collections.abc import Callable, Mapping

from tests.core.catalog.shop import CDN, CLASSES, views, written

Row = Mapping[str, str]


def table(
    columns: str, rows: list[Row], encoding: str = "utf-8", delimiter: str = ",", lead: str = ""
) -> bytes:
    names = columns.split(delimiter)
    cells = [names, *([row.get(name, "") for name in names] for row in rows)]
    return (lead + written(cells, delimiter)).encode(encoding)


def numbered(name: str, product: str, first: int = 1) -> dict[str, str]:
    return {name.format(at): photo for at, photo in enumerate(views(product), first)}


def variants_below_their_product() -> bytes:
    """BigCommerce: variants follow without a parent's key, photos in numbered columns."""
    columns = ["Item Type", "Product ID", "Product Name", "Product Code/SKU", "Category"]
    columns += [f"Product Image {what} - {n}" for n in (1, 2, 3) for what in ("ID", "File", "Sort")]
    rows: list[Row] = []
    for at, (key, label) in enumerate(CLASSES.items()):
        rows.append({"Item Type": "Product", "Product ID": f"{70 + at}", "Product Name": "Nice",
                     "Product Code/SKU": f"B{at}", "Category": f"Shop All;Fashion/{label}",
                     **numbered("Product Image File - {}", key),
                     **{f"Product Image Sort - {n}": str(n) for n in (1, 2, 3)}})  # fmt: skip
        rows.append({"Item Type": "  SKU", "Product ID": f"{90 + at}", "Product Code/SKU": "S"})
    return table(",".join(columns), rows)


FRENCH = {"Tshirts": "T-shirts", "Handbags": "Sacs à main", "Dresses": "Robes"}
GERMAN = {"Tshirts": "T-Shirts", "Handbags": "Handtaschen", "Dresses": "Kleider"}
RUSSIAN = {"Tshirts": "Футболки", "Handbags": "Сумки", "Dresses": "Платья"}
JAPANESE = {"Tshirts": "Tシャツ", "Handbags": "ハンドバッグ", "Dresses": "ワンピース"}
CHINESE = {"Tshirts": "T恤", "Handbags": "手提包", "Dresses": "连衣裙"}
TURKISH = {"Tshirts": "Tişört", "Handbags": "El Çantası", "Dresses": "Elbise"}


def french() -> bytes:
    """PrestaShop: words in parentheses in the head, Windows' western signs."""
    columns = "ID;Actif (0/1);Nom*;Catégories (x,y,z...);Référence #;URL des images (x,y,z...)"
    return table(columns, [
        {"ID": f"{at + 1}", "Actif (0/1)": "1", "Nom*": "Joli",
         "Catégories (x,y,z...)": f"Accueil,Femmes,{FRENCH[label]}", "Référence #": f"demo_{at}",
         "URL des images (x,y,z...)": ",".join(f"{CDN}{at}-large/{v}" for v in views(key))}
        for at, (key, label) in enumerate(CLASSES.items())
    ], "cp1252", ";")  # fmt: skip


def parents_by_long_ids() -> bytes:
    """Shopware: variants name their parent by an id that is not its number."""
    rows: list[Row] = []
    for at, (key, label) in enumerate(CLASSES.items()):
        own = f"a{at}f00c6db7b94be0b85b4b31f7e1a{at}{at}"
        rows.append({"id": own, "product_number": f"SW{at}", "name": "Nice",
                     "categories": f"Katalog>Sale|Katalog>{GERMAN[label]}",
                     "media": "|".join(f"{CDN}{v}" for v in views(key))})  # fmt: skip
        rows.append({"id": own[:-1] + "S", "parent_id": own, "product_number": f"SW{at}.1",
                     "media": f"{CDN}{views(key)[0]}"})  # fmt: skip
    return table("id;parent_id;product_number;name;categories;media", rows, "utf-8", ";")


def levels() -> bytes:
    """JTL: a column for each level of the category, of which one has what a thing is."""
    columns = "Artikelnummer;Artikelname;Kategorie Ebene 1;Kategorie Ebene 2;Bild 1;Bild 2;Bild 3"
    return table(columns, [
        {"Artikelnummer": f"A-{at}", "Artikelname": "Schön", "Kategorie Ebene 1": "Damen",
         "Kategorie Ebene 2": GERMAN[label],
         **{name: f"D:\\Bilder\\{v}" for name, v in numbered("Bild {}", key).items()}}
        for at, (key, label) in enumerate(CLASSES.items())
    ], "cp1252", ";")  # fmt: skip


def macros_first() -> bytes:
    """SAP's impex: comments and macros above the head, rows that begin with the delimiter."""
    lead = (
        "# products\n$version=catalogversion(catalog(id[default=$a]),version[default='Staged'])\n\n"
    )
    head = "INSERT_UPDATE Product;code[unique=true];name[lang=en];$supercategories;picture(code)\n"
    rows = [f";{at};Nice;categories,{label.lower()};{','.join(views(key))}\n"
            for at, (key, label) in enumerate(CLASSES.items())]  # fmt: skip
    return (lead + head + "".join(rows)).encode()


def parted_by_hashes() -> bytes:
    """xt:Commerce: more photos and the levels of a category parted by hash signs."""
    return table("products_model;products_name_de;categories_name;products_image;more_images", [
        {"products_model": f"X{at}", "products_name_de": "Schön",
         "categories_name": f"Shop#{GERMAN[label]}", "products_image": views(key)[0],
         "more_images": "#".join(views(key)[1:])}
        for at, (key, label) in enumerate(CLASSES.items())
    ], "utf-8", ";")  # fmt: skip


def japanese() -> bytes:
    """Rakuten: Shift JIS, heads without spaces, variants below with the number they share."""
    rows: list[Row] = []
    for at, (key, label) in enumerate(CLASSES.items()):
        own = {"商品管理番号（商品URL）": f"item-{at}"}
        rows.append({**own, "商品名": "Nice", "ジャンル": JAPANESE[label],
                     **numbered("商品画像パス{}", key)})  # fmt: skip
        rows.append({**own, "SKU管理番号": f"R{at}-S"})
    photos = "商品画像パス1,商品画像パス2,商品画像パス3"
    return table(f"商品管理番号（商品URL）,商品名,ジャンル,{photos},SKU管理番号", rows, "cp932")


def chinese() -> bytes:
    """Taobao: a version, names for programs, names for people; UTF-16, tabs."""
    lead = "version 1.00\r\ntitle\tcid\touter_id\tpicture\r\n"
    return table("宝贝名称\t宝贝类目\t商家编码\t新图片", [
        {"宝贝名称": "Nice", "宝贝类目": CHINESE[label], "商家编码": f"T{at}",
         "新图片": ";".join(views(key))}
        for at, (key, label) in enumerate(CLASSES.items())
    ], "utf-16", "\t", lead)  # fmt: skip


def turkish() -> bytes:
    return table("Stok Kodu;Ürün Adı;Kategori;Görsel Linkleri", [
        {"Stok Kodu": f"H{at}", "Ürün Adı": "Güzel", "Kategori": f"Moda > {TURKISH[label]}",
         "Görsel Linkleri": ", ".join(CDN + v for v in views(key))}
        for at, (key, label) in enumerate(CLASSES.items())
    ], "cp1254", ";")  # fmt: skip


def in_json() -> bytes:
    """Categories and photos as a program's answer has them."""
    return table("id,name,categories,images", [
        {"id": f"{900 + at}", "name": "Nice",
         "categories": json.dumps([{"id": 50 + at, "name": label, "slug": label.lower()}]),
         "images": json.dumps([{"id": n, "src": CDN + v} for n, v in enumerate(views(key))])}
        for at, (key, label) in enumerate(CLASSES.items())
    ])  # fmt: skip


def variants_by_title() -> bytes:
    """Nothing but photos, title and category says that variants are one product."""
    return table("sku,name,size,category,images", [
        {"sku": f"Q{at}{size}", "name": f"Nice {at}", "size": size, "category": label,
         "images": "|".join(views(key))}
        for at, (key, label) in enumerate(CLASSES.items()) for size in "SM"
    ])  # fmt: skip


def numbers_and_wearers() -> bytes:
    """Allegro and others: a number behind the category, whom it is for in front."""
    return table("Item no,Product line,Photo", [
        {"Item no": f"G{at}", "Product line": f"Fashion > Women's {label} ({7600 + at})",
         "Photo": f"{CDN}image.php?src=/media/{photo}&w=600"}
        for at, (key, label) in enumerate(CLASSES.items()) for photo in views(key)
    ])  # fmt: skip


def bmecat() -> bytes:
    """Articles, a tree of groups, and rows that say which article is in which group."""
    groups = "".join(f"<CATALOG_STRUCTURE type='leaf'><GROUP_ID>{100 + at}</GROUP_ID><GROUP_NAME>"
                     f"{GERMAN[label]}</GROUP_NAME><PARENT_ID>1</PARENT_ID></CATALOG_STRUCTURE>\n"
                     for at, label in enumerate(CLASSES.values()))  # fmt: skip
    articles = "".join(
        f"<ARTICLE><SUPPLIER_AID>S{at}</SUPPLIER_AID><ARTICLE_DETAILS><DESCRIPTION_SHORT>Schön"
        "</DESCRIPTION_SHORT><EAN>4</EAN></ARTICLE_DETAILS><MIME_INFO>"
        + "".join(f"<MIME><MIME_SOURCE>{v}</MIME_SOURCE><MIME_ORDER>1</MIME_ORDER></MIME>"
                  for v in views(key))
        + "</MIME_INFO></ARTICLE>\n" for at, key in enumerate(CLASSES)
    )  # fmt: skip
    maps = "".join(f"<ARTICLE_TO_CATALOGGROUP_MAP><ART_ID>S{at}</ART_ID><CATALOG_GROUP_ID>"
                   f"{100 + at}</CATALOG_GROUP_ID></ARTICLE_TO_CATALOGGROUP_MAP>\n"
                   for at in range(len(CLASSES)))  # fmt: skip
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE BMECAT SYSTEM "b.dtd">\n'
        '<BMECAT xmlns="http://www.bmecat.org/1.2"><T_NEW_CATALOG><CATALOG_GROUP_SYSTEM>'
        f"{groups}</CATALOG_GROUP_SYSTEM>\n{articles}{maps}</T_NEW_CATALOG></BMECAT>\n"
    )
    return text.encode("iso-8859-1")


def yml() -> bytes:
    """Yandex: categories are numbers, their names stand in a list; offers share a group."""
    names = "".join(f'<category id="{100 + at}" parentId="1">{RUSSIAN[label]}</category>\n'
                    for at, label in enumerate(CLASSES.values()))  # fmt: skip
    offers = "".join(
        f'<offer id="{5000 + 10 * at + size}" group_id="{777 + at}"><price>19</price>'
        f"<categoryId>{100 + at}</categoryId>"
        + "".join(f"<picture>{CDN}{v}</picture>" for v in views(key))
        + '<name>Nice</name><param name="Размер">S</param></offer>\n'
        for at, key in enumerate(CLASSES) for size in (1, 2)
    )  # fmt: skip
    text = (
        '<?xml version="1.0" encoding="windows-1251"?>\n<!DOCTYPE yml_catalog SYSTEM "shops.dtd">\n'
        f'<yml_catalog><shop><categories><category id="1">Одежда</category>\n{names}</categories>\n'
        f"<offers>{offers}</offers></shop></yml_catalog>\n"
    )
    return text.encode("cp1251")


SYSTEMS: dict[str, Callable[[], bytes]] = {
    form.__name__: form
    for form in (
        variants_below_their_product, french, parents_by_long_ids, levels, macros_first,
        parted_by_hashes, japanese, chinese, turkish, in_json, variants_by_title,
        numbers_and_wearers, bmecat, yml,
    )
}  # fmt: skip
