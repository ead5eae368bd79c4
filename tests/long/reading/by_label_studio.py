"""Read an export as Label Studio does: the SDK holds the tasks against the labelling config."""

import json
import sys
from zipfile import ZipFile

from label_studio_sdk.label_interface import LabelInterface
from label_studio_sdk.label_interface.objects import PredictionValue

with ZipFile(sys.argv[1]) as archive:
    tasks = json.loads(archive.read("tasks.json"))
    interface = LabelInterface(archive.read("labelling.xml").decode())

interface.validate()
faults, read = [], []
for task in tasks:
    for annotation in task["annotations"]:
        faults += [] if interface.validate_annotation(annotation) else ["annotation refused"]
    for prediction in task["predictions"]:
        PredictionValue(**prediction)
        faults += [str(fault) for fault in interface.validate_prediction(prediction, return_errors=True)]
    spans = []
    for made in (*task["annotations"], *task["predictions"]):
        told = {}
        for piece in made["result"]:
            entry = told.setdefault(piece["id"], {"start": piece["value"]["start"], "end": piece["value"]["end"]})
            if piece["type"] == "labels":
                entry["kind"] = piece["value"]["labels"][0]
            elif piece["type"] == "textarea":
                entry[piece["from_name"]] = piece["value"]["text"][0]
        spans += told.values()
    read.append({"text": task["data"]["text"], "spans": spans})
print(json.dumps({"faults": faults, "read": read}))
