"""Write a table as pyarrow does in every packing and encoding that is read, into a folder; print its rows."""

import json
import sys
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def main(folder: Path) -> None:
    rows = [
        {
            "full_text": f"第{number}份报告\n" + f"增长{number % 97}.{number % 7}%，𠮷川区😀\t" * (number % 23),
            "same": "云汀" * (number % 3),
            "small": (number - 900) * 1000 if number % 5 else None,
            "large": (-1) ** number * (2**62 - number),
            "half": number / 4 if number % 11 else None,
            "list": [number],
        }
        for number in range(1800)
    ]
    schema = pa.schema(
        {
            "full_text": pa.string(),
            "same": pa.string(),
            "small": pa.int32(),
            "large": pa.int64(),
            "half": pa.float64(),
            "list": pa.list_(pa.int32()),
        }
    )
    table = pa.Table.from_pylist(rows, schema)
    own = {"half": "BYTE_STREAM_SPLIT", "small": "DELTA_BINARY_PACKED", "large": "DELTA_BINARY_PACKED"}
    encodings = [
        None,
        *(
            {**own, "full_text": text, "same": text}
            for text in ("PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY")
        ),
    ]
    packings = product(("none", "snappy", "gzip", "zstd", "lz4"), ("1.0", "2.0"), encodings)
    for number, (packing, version, encoding) in enumerate(packings):
        pq.write_table(
            table,
            folder / f"{number:02}.parquet",
            compression=packing,
            data_page_version=version,
            use_dictionary=encoding is None,
            column_encoding=encoding,
            data_page_size=20_000,
            row_group_size=700,
        )
    sys.stdout.write(json.dumps([{name: one for name, one in row.items() if name != "list"} for row in rows]))


main(Path(sys.argv[1]))
