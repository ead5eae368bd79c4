"""Read an export as Arelle does: without the network, xBRL-JSON held against its taxonomy."""

import json
import os
import sys
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from arelle.api.Session import Session
from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
from arelle.RuntimeOptions import RuntimeOptions

with TemporaryDirectory() as folder:
    os.environ["XDG_CONFIG_HOME"] = folder
    ZipFile(sys.argv[1]).extractall(folder)
    handler = StructuredMessageLogHandler()
    options = RuntimeOptions(
        entrypointFile=f"{folder}/figures.json",
        plugins="loadFromOIM",
        internetConnectivity="offline",
        validate=True,
        keepOpen=True,
        cacheDirectory=f"{folder}/cache",
    )
    with Session() as session:
        session.run(options, logHandler=handler)
        faults = [str(one["msg"]) for one in handler.messages if one["levelname"] in ("ERROR", "WARNING", "CRITICAL")]
        read = []
        for model in session.get_models():
            for fact in model.facts:
                context = fact.context
                read.append(
                    {
                        "concept": fact.concept.qname.localName,
                        "value": str(fact.xValue),
                        "decimals": fact.decimals,
                        "unit": fact.unit.value if fact.unit is not None else "",
                        "begin": str(context.startDatetime),
                        "end": str(context.endDatetime),
                        "entity": context.entityIdentifier[1],
                        "dimensions": {
                            name.localName: one.typedMember.stringValue for name, one in context.qnameDims.items()
                        },
                    }
                )
print(json.dumps({"faults": faults, "read": read}))
