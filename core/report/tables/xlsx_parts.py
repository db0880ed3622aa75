"""The parts of a workbook of one sheet, as ECMA-376 has them: texts to be filled in."""

from typing import Final

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_DRAWN: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

SHEET_FILE: Final = "xl/worksheets/sheet1.xml"
SHARED_FILE: Final = "xl/sharedStrings.xml"
DRAWING_FILE: Final = "xl/drawings/drawing1.xml"
SHEET_RELATIONS_FILE: Final = "xl/worksheets/_rels/sheet1.xml.rels"
PICTURE_RELATIONS_FILE: Final = "xl/drawings/_rels/drawing1.xml.rels"
PICTURE_FILE: Final = "xl/media/image{number}.jpeg"

SHEET: Final = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetViews>'
    '<sheetView tabSelected="1" workbookViewId="0">'
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    '<selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
)
COLUMN: Final = '<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
ROW: Final = '<row r="{number}"{height}>{cells}</row>'
ROW_HEIGHT: Final = ' ht="{height}" customHeight="1"'
SHEET_END: Final = '</sheetData><autoFilter ref="{cells}"/>{drawing}</worksheet>'
SHEET_DRAWING: Final = '<drawing r:id="rId1"/>'

SHARED: Final = f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{{count}}">{{texts}}</sst>'
TEXT: Final = '<t xml:space="preserve">{text}</t>'

DRAWING: Final = (
    f'{_HEAD}<xdr:wsDr xmlns:xdr="{_DRAWN}/spreadsheetDrawing" xmlns:a="{_DRAWN}/main"'
    f' xmlns:r="{_OFFICE}">'
)
"""With this very prefix: exceljs looks for it, not for the name space."""
PICTURE: Final = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="{width}" cy="{height}"/><xdr:pic><xdr:nvPicPr>'
    '<xdr:cNvPr id="{id}" name="Photo {number}" descr={name}/><xdr:cNvPicPr/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch>'
    '</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    "<xdr:clientData/></xdr:oneCellAnchor>"
)
DRAWING_END: Final = "</xdr:wsDr>"


def relations(*targets: tuple[str, str]) -> str:
    """Write a part's relations to others: the kind and the target of each, rId1 first."""
    each = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def workbook(title: str, cells: str) -> str:
    """Write the part that names the sheet, and what its filter is about."""
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"'{title}'!{cells}</definedName></definedNames></workbook>"
    )


_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
BOLD: Final = 1
"""Of the two styles above; the other, 0, is what a cell has that names none."""


def fixed(*, drawn: bool) -> dict[str, str]:
    """Give by name the parts that are the same in every workbook, or in every one with pictures."""
    kinds = {
        "xl/workbook.xml": f"{_SHEETS}.sheet.main+xml",
        SHEET_FILE: f"{_SHEETS}.worksheet+xml",
        "xl/styles.xml": f"{_SHEETS}.styles+xml",
        SHARED_FILE: f"{_SHEETS}.sharedStrings+xml",
    }
    if drawn:
        kinds[DRAWING_FILE] = "application/vnd.openxmlformats-officedocument.drawing+xml"
    overrides = (
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            f"{''.join(overrides)}</Types>"
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": _STYLES,
    }
