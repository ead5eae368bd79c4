"""The derivations of docs/extraction.md: sentences that are hard to read, with how a numeral of each was read.

    python -m tools.derivations

Writes them anew between their marks in the page, from the sentences of tests/derivations.txt: in each the numeral in
【】 is explained, in English, as `explain` prints it. A test finds a page that is no longer what is read.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from core.cli.explain import tree_lines, tree_of
from core.detection.explain import explain
from core.detection.lexicon import load_lexicon
from core.model.report import Report

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "extraction.md"
SENTENCES = ROOT / "tests" / "derivations.txt"
BEGIN, END = "<!-- derivations -->", "<!-- end of derivations -->"


def derivations() -> Iterator[str]:
    """Yield the derivation of each sentence, as a block of the page; | stands for a line break in a sentence."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            marked = line.replace("|", "\n")
            at = marked.index("【")
            report = Report("示例", marked.replace("【", "").replace("】", ""))
            (one,) = (one for one in explain(report, load_lexicon()) if one.span.start <= at < one.span.end)
            tree = "\n".join(tree_lines(tree_of(one, report, chinese=False)))
            yield f"```text\n{tree}\n```"


def page_with(blocks: str, page: str) -> str:
    """Return the page with the derivations between their marks."""
    parted = re.split(f"(?<={BEGIN}\n)|(?={END})", page)
    return f"{parted[0]}\n{blocks}\n\n{parted[-1]}"


def main() -> int:
    """Write the derivations into their page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page_with("\n\n".join(derivations()), page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
