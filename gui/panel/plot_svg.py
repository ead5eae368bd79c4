"""A drawing of a plot as SVG: the drawing's own shapes, with texts as texts, so that other programs can change it.

Qt's writer for SVG would bring 0.8 MB to the package, and a parser that nothing else needs.
"""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from .plot_drawing import Drawing, Mark, Path, Words
from .plot_shapes import outline


def svg(drawing: Drawing, colours: Mapping[str, str], families: Sequence[str], size: float, title: str) -> str:
    """Return a drawing as SVG; `colours` are as #rrggbb by their use, `size` is that of the letters in pixels."""
    fonts = ", ".join([*(f"'{one}'" for one in families), "sans-serif"])
    width, height = _number(drawing.width), _number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f"font-family={quoteattr(fonts)} font-size={quoteattr(_number(size))}>"
    )
    shapes = "\n".join(_element(one, colours) for one in drawing.shapes)
    paper = f'<rect width="{width}" height="{height}" fill="{colours["paper"]}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n<title>{_text(title)}</title>\n{paper}\n{shapes}\n</svg>\n'


def _element(shape: Path | Mark | Words, colours: Mapping[str, str]) -> str:
    colour = colours[shape.colour]
    match shape:
        case Path():
            dash = ' stroke-dasharray="4 3"' if shape.is_dashed else ""
            return (
                f'<polyline points="{_places(shape.places)}" fill="none" stroke="{colour}" '
                f'stroke-width="{_number(shape.width)}"{dash}/>'
            )
        case Words():
            weight = ' font-weight="bold"' if shape.is_strong else ""
            return (
                f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" fill="{colour}" '
                f'text-anchor="{shape.anchor}"{weight}>{_text(shape.text)}</text>'
            )
        case Mark():
            fill = colour if shape.is_filled else colours["paper"]
            look = f'fill="{fill}" stroke="{colour}" stroke-width="1.5"'
            if shape.shape == "circle":
                return f'<circle cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}" {look}/>'
            return f'<polygon points="{_places(outline(shape))}" {look}/>'


def _places(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in places)


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Return a text as XML has it, without the characters that XML cannot have."""
    return escape("".join(one for one in text if one.isprintable()))
