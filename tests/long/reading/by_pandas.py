"""Read the panel's rows as docs/panel.md does in a notebook; where there is no matplotlib, up to the picture."""

import json
import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

rows, page = Path(sys.argv[1]), Path(__file__).parents[3] / "docs" / "panel.md"
(code,) = re.findall(r"```python\n(import pandas.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
code = code.replace("from biaoshu.core.panel import facts\n", "")
if find_spec("matplotlib") is None:
    code = code.partition("picture = ")[0]
names = {"facts": lambda *_, **__: json.loads(rows.read_text(encoding="utf-8"))}
os.chdir(rows.parent)
exec(code, names)
lines = names["lines"]
print(json.dumps({"years": list(map(int, lines.index)), "values": json.loads(lines.to_json())}))
