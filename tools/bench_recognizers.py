"""The peer of the benchmark: Recognizers-Text's Chinese number-with-unit models, asked by lines of JSON.

Run by the Python of the benchmark's own environment. In: a list of texts; out: the milliseconds taken and how much
was found.
"""

import json
import sys
import time

from recognizers_number_with_unit.number_with_unit.number_with_unit_recognizer import NumberWithUnitRecognizer
from recognizers_text import Culture


def main() -> None:
    """Answer each line until there are no more."""
    recognizer = NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        recognizer.get_currency_model(),
        recognizer.get_dimension_model(),
        recognizer.get_temperature_model(),
        recognizer.get_age_model(),
    ]
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.perf_counter()
        found = sum(len(model.parse(text)) for text in texts for model in models)
        print(json.dumps({"ms": (time.perf_counter() - start) * 1_000, "found": found}), flush=True)


if __name__ == "__main__":
    main()
