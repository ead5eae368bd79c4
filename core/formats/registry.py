"""The list of all formats, by the names that the command line gives them, in the order of the export dialog.

A new format is a module with a FORMAT, and its name in this list.
"""

from collections.abc import Mapping

from . import (
    brat,
    conll,
    csv,
    doccano,
    html_page,
    hugging_face,
    inception,
    jsonl,
    label_studio,
    sdmx,
    spacy,
    web_annotation,
    xbrl,
    xlsx,
)
from .format import Format

FORMATS: Mapping[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (
        xlsx,
        csv,
        jsonl,
        html_page,
        doccano,
        label_studio,
        spacy,
        conll,
        brat,
        inception,
        hugging_face,
        web_annotation,
        sdmx,
        xbrl,
    )
}
