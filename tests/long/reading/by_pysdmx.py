"""Read an export as pysdmx does: the observations of an SDMX-CSV message."""

import json
import sys
from pathlib import Path

from pysdmx.io import read_sdmx

message = read_sdmx(Path(sys.argv[1]), validate=False)
(flow,) = message.data
print(json.dumps({"structure": flow.short_urn, "read": flow.data.astype(str).to_dict("records")}))
