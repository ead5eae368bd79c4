"""A Web Annotation is found again by its position, and by its quote."""

import json

from hypothesis import given, settings

from core.formats.exported import HOLDING, Exported
from core.formats.web_annotation import write_web_annotation
from core.model.figure import from_record
from tests.core.formats.writing import as_text, drawn_parts, part
from tests.core.making import REPORT


def test_an_annotation_has_a_tag_a_quote_and_a_position() -> None:
    text, notes = as_text(write_web_annotation, part("all"))
    page = json.loads(text)
    first = page["items"][0]
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert first["body"][0] == {"type": "TextualBody", "purpose": "tagging", "value": "level"}
    assert first["target"] == {
        "source": f"urn:sha256:{REPORT.digest}",
        "selector": [
            {"type": "TextPositionSelector", "start": 22, "end": 29},
            {
                "type": "TextQuoteSelector",
                "exact": "617.4亿元",
                "prefix": "区2025年工作回顾\n全年地区生产总值达",
                "suffix": ",增长3.5%,失业率5.5%左右。😀新",
            },
        ],
    }
    assert first["creator"] == {"type": "Person", "nickname": "李敏"}
    assert [note.number for note in notes] == [2, 1]


@settings(max_examples=60, deadline=None)
@given(drawn_parts())
def test_quote_and_position_name_the_same_words_and_the_figure_is_whole(drawn: Exported) -> None:
    items = json.loads(as_text(write_web_annotation, drawn)[0])["items"]
    rows = [row for row in drawn.rows if row.state in HOLDING]
    assert len(items) == len(rows)
    for item, row in zip(items, rows, strict=True):
        position, quote = item["target"]["selector"]
        assert drawn.report.text[position["start"] : position["end"]] == quote["exact"] == row.text
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in drawn.report.text
        assert from_record(json.loads(item["body"][1]["value"])) == row.figure
