"""Read the details of an export as openpyxl does: every cell with its type."""

import json
import sys

from openpyxl import load_workbook

sheet = load_workbook(sys.argv[1]).worksheets[1]
rows = list(sheet.iter_rows())
heads = [cell.value for cell in rows[0]]
read = [{head: [cell.value, cell.data_type] for head, cell in zip(heads, row, strict=True)} for row in rows[1:]]
print(json.dumps({"heads": heads, "read": read}))
