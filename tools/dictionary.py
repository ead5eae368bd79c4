"""Makes the segmenter's dictionary file, resources/segmenter/words.dat, from the dictionary of the installed jieba.

python -m tools.dictionary            writes it
python -m tools.dictionary --check    says whether it is the one that would be written
"""

import logging
import sys

import jieba

from core.detection.indicator.dictionary import FILE, entries_of, pack


def made() -> bytes:
    """Return the bytes of the file for the dictionary that jieba brings."""
    jieba.setLogLevel(logging.WARNING)
    with jieba.dt.get_dict_file() as file:
        return pack(entries_of(file.read().decode().splitlines()))


def main(arguments: list[str]) -> int:
    """Write the file, or compare it; return 1 where it is not what would be written."""
    data = made()
    if arguments == ["--check"]:
        return int(not FILE.is_file() or FILE.read_bytes() != data)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(data)
    print(f"{FILE}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
