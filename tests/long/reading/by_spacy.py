"""Read an export as spaCy does: into documents of spacy.blank("zh"), their entities saved and loaded again."""

import json
import sys
from pathlib import Path

import spacy
from spacy.tokens import DocBin

nlp = spacy.blank("zh")
docs = DocBin()
for line in Path(sys.argv[1]).read_bytes().decode().split("\n")[:-1]:
    told = json.loads(line)
    doc = nlp.make_doc(told["text"])
    found = [doc.char_span(start, end, label=kind) for start, end, kind in told["entities"]]
    assert None not in found, told["entities"]
    doc.set_ents(found)
    docs.add(doc)
read = [
    {
        "text": doc.text,
        "spans": [{"start": one.start_char, "end": one.end_char, "kind": one.label_} for one in doc.ents],
    }
    for doc in DocBin().from_bytes(docs.to_bytes()).get_docs(nlp.vocab)
]
print(json.dumps({"read": read}))
