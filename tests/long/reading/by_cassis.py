"""Read an export as dkpro-cassis does: each report from its XMI and from its JSON."""

import io
import json
import sys
from zipfile import ZipFile

import cassis

with ZipFile(sys.argv[1]) as archive:
    types = cassis.load_typesystem(io.BytesIO(archive.read("TypeSystem.xml")))
    read: dict[str, list[dict[str, object]]] = {"xmi": [], "json": []}
    for name in archive.namelist():
        form = name.split("/")[0]
        if form not in read:
            continue
        data = io.BytesIO(archive.read(name))
        cas = cassis.load_cas_from_xmi(data, types) if form == "xmi" else cassis.load_cas_from_json(data)
        spans = [
            {"start": one.begin, "end": one.end, "text": one.get_covered_text(), "kind": one.kind, "value": one.value}
            for one in cas.select("custom.Figure")
        ]
        read[form].append({"text": cas.sofa_string, "spans": spans})
print(json.dumps(read))
