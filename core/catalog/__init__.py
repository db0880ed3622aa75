"""A shop's own file: read as it is, understood, matched with photos, mapped, written back.

file -> `source` (text, workbook or feed) -> `table` (head row, columns) -> `roles` (which column
is what) -> `matching` (which photo belongs to which product) -> `inspection` (all of it told);
`terms` brings the shop's categories to the network's classes, `splice` writes them back.
"""
