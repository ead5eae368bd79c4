"""Read an export as pandas and DuckDB do by default, polars as docs/formats.md says; tell what numbers it holds."""

import importlib
import json
import sys

COLUMNS = ("start", "value_low", "value_high", "report_year", "fact_year", "fact_year_first")

place, program = sys.argv[1].rsplit("@", 1)
library = importlib.import_module(program)
if program == "duckdb":
    found = library.sql(f"SELECT * FROM '{place}'")
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
elif program == "pandas":
    read = {"csv": library.read_csv, "jsonl": lambda path: library.read_json(path, lines=True)}
    read["xlsx"] = lambda path: library.read_excel(path, sheet_name=1)
    table = read[place.rsplit(".", 1)[1]](place)
    types = {name: str(kind) for name, kind in table.dtypes.items()}
    rows = json.loads(table.to_json(orient="records"))
else:
    numbers = {name: library.Float64 if name.startswith("value") else library.Int64 for name in COLUMNS}
    asked = numbers | {"indicator": library.String, "value": library.String, "area": library.String}
    read = {"csv": lambda path: library.read_csv(path, infer_schema_length=None)}
    read["jsonl"] = lambda path: library.read_ndjson(path, schema=asked)
    read["xlsx"] = lambda path: library.read_excel(path, sheet_id=2)
    table = read[place.rsplit(".", 1)[1]](place)
    types = {name: str(kind) for name, kind in table.schema.items()}
    rows = table.to_dicts()
print(
    json.dumps(
        {"types": {name: types[name] for name in COLUMNS}, "read": [[row[name] for name in COLUMNS] for row in rows]}
    )
)
