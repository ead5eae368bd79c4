"""Read an export as the datasets library does: by the card of its folder."""

import json
import os
import sys
from tempfile import TemporaryDirectory
from zipfile import ZipFile

with TemporaryDirectory() as folder:
    os.environ |= {"HF_HOME": f"{folder}/home", "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    from datasets import disable_progress_bars, load_dataset

    disable_progress_bars()
    ZipFile(sys.argv[1]).extractall(f"{folder}/data set")
    loaded = load_dataset(f"{folder}/data set")
    read = {name: list(part) for name, part in loaded.items()}
    kinds = {name: str(part.features["figures"]) for name, part in loaded.items()}
print(json.dumps({"read": read, "features": kinds}))
