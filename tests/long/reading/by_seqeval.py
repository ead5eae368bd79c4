"""Read an export as seqeval does: the entities of its tags, a sentence a blank line."""

import json
import sys
from pathlib import Path

from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2

sentences = [
    [tuple(line.split("\t")) for line in block.split("\n")]
    for block in Path(sys.argv[1]).read_bytes().decode().removesuffix("\n\n").split("\n\n")
]
tags = [[tag for _, tag in sentence] for sentence in sentences]
read = [
    {
        "text": "".join(character for character, _ in sentence),
        "spans": [{"start": start, "end": end + 1, "kind": kind} for kind, start, end in get_entities(own)],
    }
    for sentence, own in zip(sentences, tags, strict=True)
]
print(json.dumps({"read": read, "f1": float(f1_score(tags, tags, mode="strict", scheme=IOB2))}))
