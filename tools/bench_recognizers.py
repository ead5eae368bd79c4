"""The peer of the benchmark: Recognizers-Text's Chinese number-with-unit models, asked by lines of JSON.

Run by the Python of the benchmark's own environment. In: a list of texts; out: the milliseconds taken and how much
was found.
"""

import json
import sys
import time

from recognizers_number_with_unit.number_with_unit.number_with_unit_recognizer import NumberWithUnitRecognizer
from recognizers_text import Culture

# As in bench_timing.py, which this process cannot import.
CLOCK = time.process_time if time.get_clock_info("process_time").resolution < 1e-4 else time.perf_counter


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
        start = CLOCK()
        found = sum(len(model.parse(text)) for text in texts for model in models)
        print(json.dumps({"ms": (CLOCK() - start) * 1_000, "found": found}), flush=True)


if __name__ == "__main__":
    main()
