"""The bundled font: cut from Noto Sans SC to the characters a report can hold, from packages named by their hashes."""

from functools import partial
from pathlib import Path

from tools import made_files

FONTS = Path("resources/fonts")
FONT = FONTS / "NotoSansSC-Regular.ttf"
LICENCE = FONTS / "OFL.txt"
LOCK = Path("tools/font.lock")
MADE = {
    FONT: "e48150877ae91c6ef7e5c6f8500c23e169bfd4b68042738bd33e00e116cec2b2",
    LICENCE: "89fcb7c3bdcfafb48be9a4428f4e9f4fdbb914b8d491dc3545121715aa3d211b",
}
"""What the files are, as SHA-256."""

# signs: Latin-1, punctuation, raised digits, currency, units, numerals, arrows, mathematics, keys, circled numbers,
# boxes, ticks, CJK punctuation and kana, squared units, full-width forms
BLOCKS = ((0x20, 0x7F), (0xA0, 0x100), (0x2000, 0x2400), (0x2460, 0x2500), (0x25A0, 0x27C0), (0x3000, 0x3100),
          (0x3200, 0x3400), (0xFF00, 0xFFF0))  # fmt: skip
# without kerning, vertical forms and hints: text runs across, and Qt draws it unhinted
CUT = """
import sys
from fontTools import subset
source, target, characters = sys.argv[1:]
options = subset.Options()
options.layout_features = []
options.hinting = False
options.recalc_timestamp = False
options.glyph_names = False
options.notdef_outline = True
options.name_IDs = ["*"]
options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]
font = subset.load_font(source, options)
cutter = subset.Subsetter(options)
cutter.populate(text=open(characters, encoding="utf-8").read())
cutter.subset(font)
subset.save_font(font, target, options)
"""


def wanted(dictionary: str) -> set[str]:
    """Return the characters to keep: GBK, of which GB 2312 is a part, the signs above, and those of jieba's dictionary.

    GB 2312 with the dictionary is not enough: the names of persons and places in reports go beyond both.
    """
    gbk = {bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)}
    signs = {chr(code) for first, end in BLOCKS for code in range(first, end)}
    return {character for pair in gbk for character in pair.decode("gbk", "ignore")} | signs | set(dictionary)


def make(root: Path, python: Path, target: Path) -> None:
    """Write the font and its licence below `target`, with the environment's Python; packages come by hash."""
    with made_files.fetched(root / LOCK, python) as place:
        found = made_files.run(python, "-c", "import jieba; print(jieba.get_module_res('dict.txt').name)").strip()
        characters = place / "characters.txt"
        characters.write_text("".join(sorted(wanted(Path(found).read_text(encoding="utf-8")))), encoding="utf-8")
        (target / FONTS).mkdir(parents=True, exist_ok=True)
        source = place / "zhplot" / "fonts"
        words = (str(source / FONT.name), str(target / FONT), str(characters))
        made_files.run(python, "-c", CUT, *words, PYTHONPATH=str(place))
        licence = (source / LICENCE.name).read_text(encoding="utf-8")
        (target / LICENCE).write_text(licence, encoding="utf-8", newline="\n")


def update(root: Path, python: Path, *, check: bool) -> int:
    """Write the font anew, or with `check` only compare; return 1 where it is not what is recorded."""
    return made_files.update(root, partial(make, root, python), MADE, Path(__file__).name, check=check)
