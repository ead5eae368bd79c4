"""The corners of the marks of a plot that are no circles."""

import math

from .plot_drawing import Mark


def outline(mark: Mark) -> list[tuple[float, float]]:
    """Return the corners of a mark, all of about the same area as a circle of its radius."""
    size = mark.radius
    match mark.shape:
        case "square":
            corners = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
        case "diamond":
            corners = [(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)]
        case "triangle":
            corners = [(0, -1.25), (1.2, 0.95), (-1.2, 0.95)]
        case "down":
            corners = [(0, 1.25), (1.2, -0.95), (-1.2, -0.95)]
        case "cross":
            a, b = 0.42, 1.25
            corners = [(-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a),
                       (-b, -a), (-a, -a)]  # fmt: skip
        case "star":
            corners = [
                (radius * math.sin(at * math.pi / 5), -radius * math.cos(at * math.pi / 5))
                for at in range(10)
                for radius in (1.5 if at % 2 == 0 else 0.65,)
            ]
        case "bar":
            corners = [(-1.3, -0.55), (1.3, -0.55), (1.3, 0.55), (-1.3, 0.55)]
        case "circle":
            corners = [(math.cos(at * math.pi / 8), math.sin(at * math.pi / 8)) for at in range(16)]
    return [(mark.x + x * size, mark.y + y * size) for x, y in corners]
