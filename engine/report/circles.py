"""Circles as a person reads them: who waits for whom, edge by edge, and how the contract says that is meant (S8)."""

from collections.abc import Iterator, Sequence
from typing import Any

from assent.engine.model.contract import Circle, Edge
from assent.engine.report.json import source_data
from assent.engine.report.layout import NARROWEST, paragraph
from assent.engine.report.style import Style, plain

PERMITTED = "through a permitted act, and needs no mark"


def render_circles(circles: Sequence[Circle], *, width: int = 80, style: Style = plain) -> str:
    """Each circle with its meaning, and below it one line for each of its edges."""
    width = max(width, NARROWEST)
    return "\n".join(line for circle in circles for line in _circle(circle, width, style)) + "\n"


def _circle(circle: Circle, width: int, style: Style) -> Iterator[str]:
    names = " -> ".join([*(edge.source for edge in circle.edges), circle.edges[0].source])
    yield from paragraph(f"circle: {names}", width, style, "title", 0, 2)
    yield from paragraph(f"read {circle.meaning}" if circle.meaning else PERMITTED, width, style, "words", 2)
    for edge in circle.edges:
        yield from paragraph(edge_words(edge), width, style, "aside", 2, 4)


def edge_words(edge: Edge) -> str:
    """`5(e): Amendment waits for Force Representation is true`."""
    section = f"{edge.section}: " if edge.section else ""
    verb = "does not hold while" if edge.negated else "waits for"
    read = [f"{mode} under {names}" if names else mode for mode, names in edge.readings] or [edge.mode]
    mark = f" ({', '.join(read)})" if edge.mode else ""
    place = f"  {edge.span.source}:{edge.span.line}" if edge.span.source and edge.span.line else ""
    return f"{section}{edge.source} {verb} {edge.text}{mark}{place}"


def circle_data(circle: Circle) -> dict[str, Any]:
    """A circle as plain values; `meaning` is empty where it goes through a permitted act without a mark."""
    return {
        "meaning": circle.meaning,
        "edges": [
            {
                "source_clause": edge.source,
                "target_clause": edge.target,
                "section": edge.section,
                "text": edge.text,
                "mode": edge.mode,
                "negated": edge.negated,
                "source": source_data(edge.span),
            }
            for edge in circle.edges
        ],
    }
