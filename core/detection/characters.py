"""Characters as they are matched: traditional ones as simplified, full-width digits, letters and signs as narrow ones.

Each character has one in its place, so offsets hold for both texts.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[2] / "resources" / "traditional.txt"
# Full-width commas and colons stay: between digits the grammar reads them, elsewhere they end a clause.
_WIDE = {chr(ord(char) + 0xFEE0): char for char in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%.+-"}
_WIDE |= {"﹪": "%"}
# The dashes and swung dashes that keyboards, Word and PDFs have in the place of a few, and narrow blanks.
_WIDE |= (
    dict.fromkeys("−﹣‑", "-")
    | dict.fromkeys("―─━\u2e3a\ufe58", "—")
    | {"‒": "–"}
    | dict.fromkeys("〜\u223c∽\u2053\u02dc", "～")
)
# The rules of tables that are drawn with characters: each that stands upright parts two cells.
_WIDE |= dict.fromkeys(
    "│┃┆┇┊┋║￨｜├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛╒╓╔╕╖╗╘╙╚╛╜╝", "|"
) | {"═": "—"}
_WIDE |= dict.fromkeys(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)), " ") | dict.fromkeys(
    "\u2028\u2029", "\n"
)


def normalized(text: str) -> str:
    """Return a text of the same length in the characters that words are matched in (ＧＤＰ增長５％ → GDP增长5%).

    What the program keeps and shows is the original.
    """
    table = _table()
    return _other_characters().sub(lambda found: table[found[0]], text)


@cache
def _table() -> Mapping[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return _WIDE | {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


@cache
def _other_characters() -> re.Pattern[str]:
    """Compile the characters that have another in their place; hardly a report has more than a few of them."""
    return re.compile(f"[{re.escape(''.join(_table()))}]")
