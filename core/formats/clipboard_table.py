"""A table for the clipboard: as lines of text, and as HTML from which a spreadsheet pastes cells with their types."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from .csv import inert, tab_separated

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?")
"""What is pasted as a number: a spreadsheet keeps fifteen digits, and would drop zeros in front."""


def copied(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return cells under a row of heads as lines of text and as an HTML table, of which each program takes one."""
    return tab_separated([head, *rows]), html_table(head, rows)


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return cells as an HTML table under a row of heads.

    A number is a number, whatever decimal sign the spreadsheet's language has; anything else is a text, also where it
    looks like a date or a formula.
    """
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    excel = "urn:schemas-microsoft-com:office:excel"
    table = f"<table><tr>{heads}</tr>{lines}</table>"
    return f'<html xmlns:x="{excel}"><head><meta charset="utf-8"></head><body>{table}</body></html>'


def _cell(text: str) -> str:
    if _NUMBER.fullmatch(text) and len(text.replace("-", "").replace(".", "")) <= 15:
        return f'<td align="right" sdval="{text}" x:num="{text}">{text}</td>'
    said = escape(str(inert(" ".join(text.split()))))
    return f"""<td style="mso-number-format:'\\@'" sdnum="0;0;@">{said}</td>"""
