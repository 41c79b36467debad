"""A picture of the clauses, their conditions and their circles, as Mermaid or DOT (rule S8).

Boxes are clauses, rounded boxes the conditions that bear a label or a heading. Thin arrows lead to what is
needed, dashed ones from an effect to the text that it supplies, heavy ones run round the circles and say how
they are read. With an evaluation every box bears its verdict or status in words, and its colour.
"""

from collections.abc import Iterator

import attrs

from assent.engine.evaluation.findings import Evaluation, Finding
from assent.engine.model import conditions as c
from assent.engine.model.contract import Clause, Contract
from assent.engine.report.checklist_rows import item_words
from assent.engine.report.layout import visible, wrap
from assent.engine.report.lookup import Reasons
from assent.engine.report.style import Role, status_role, verdict_role

LABEL_WIDTH = 34
COLOURS: dict[Role, tuple[str, str]] = {
    "met": ("#d9f0dd", "#2e7d32"),
    "open": ("#fff3cd", "#b07d00"),
    "lost": ("#f8d7da", "#b3261e"),
    "unknown": ("#e2e3f3", "#4a4e9b"),
    "idle": ("#eeeeee", "#8a8a8a"),
}


@attrs.frozen
class Box:
    """A clause or a condition: its id, what is written in it, and how it is coloured."""

    id: str
    lines: tuple[str, ...]
    clause: bool
    role: Role = ""


@attrs.frozen
class Arrow:
    """From what waits to what it waits for; `kind` is `needs`, `circle` or `supplies`."""

    source: str
    target: str
    kind: str
    label: str = ""


@attrs.frozen
class Graph:
    """The boxes and arrows of one contract, in its order: the same contract gives the same ids."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def graph_of(contract: Contract, evaluation: Evaluation | None = None) -> Graph:
    """The picture of a contract as data."""
    drawing = _Drawing(contract, evaluation, {name: f"k{i}" for i, name in enumerate(contract.clauses)})
    for clause in contract.clauses.values():
        drawing.clause(clause)
    drawing.circles()
    return Graph(tuple(drawing.boxes.values()), tuple(dict.fromkeys(drawing.arrows)))


@attrs.define
class _Drawing:
    contract: Contract
    evaluation: Evaluation | None
    ids: dict[str, str]
    boxes: dict[str, Box] = attrs.field(factory=dict)
    arrows: list[Arrow] = attrs.field(factory=list)

    def clause(self, clause: Clause) -> None:
        """A clause, the conditions of each of its texts, and the effects that supply them."""
        finding = next((f for f in self._findings() if f.name == clause.name), None)
        reasons = Reasons(finding.walk() if finding else ())
        words = [clause.name] if not clause.section else [clause.name, f"section {clause.section}"]
        if finding is not None:
            words.append(finding.verdict + (f" since {finding.since}" if finding.since else ""))
        box = self.ids[clause.name]
        role = verdict_role(finding.verdict) if finding else ""
        self.boxes[box] = Box(box, tuple(words), True, role)
        for version in clause.versions:
            if version.supplied_by in self.ids:
                text = f"supplies section {version.section}" if version.section else "supplies its text"
                self.arrows.append(Arrow(self.ids[version.supplied_by], box, "supplies", text))
            if version.condition is not None:
                self._condition(version.condition, box, clause, reasons)

    def _findings(self) -> Iterator[Finding]:
        yield from self.evaluation.findings if self.evaluation else ()

    def _condition(self, condition: c.Condition, above: str, clause: Clause, reasons: Reasons) -> None:
        place = condition.place
        if place.labelled or place.heading:
            box = f"c{condition.number}"
            self.boxes[box] = self._box(box, condition, reasons)
            self.arrows.append(Arrow(above, box, "needs"))
            above = box
        if isinstance(condition, c.Refers):
            target = self.ids.get(condition.clause)
            if target and not self._in_circle(clause.name, condition.clause):
                self.arrows.append(Arrow(above, target, "needs", condition.mode))
        for part in c.parts_of(condition):
            self._condition(part, above, clause, reasons)

    def _box(self, box: str, condition: c.Condition, reasons: Reasons) -> Box:
        place, reason = condition.place, reasons.of(condition)
        lines = wrap(f"{place.section} {item_words(condition)}".strip(), LABEL_WIDTH)
        if reason is None:
            return Box(box, tuple(lines), False)
        return Box(box, (*lines, reason.status), False, status_role(reason.status))

    def _in_circle(self, source: str, target: str) -> bool:
        edges = (edge for circle in self.contract.circles for edge in circle.edges)
        return any((edge.source, edge.target) == (source, target) for edge in edges)

    def circles(self) -> None:
        """The arrows round each circle, each with the meanings of the circles that it is part of."""
        steps: dict[tuple[str, str], dict[str, None]] = {}
        for circle in self.contract.circles:
            modes = dict.fromkeys(edge.mode for edge in circle.edges if edge.mode)
            for edge in circle.edges:
                step = (self.ids[edge.source], self.ids[edge.target])
                steps.setdefault(step, {}).update({edge.mode: None} if edge.mode else modes)
        for (source, target), meanings in steps.items():
            self.arrows.append(Arrow(source, target, "circle", " or ".join(sorted(meanings, reverse=True))))


# --- Mermaid ---------------------------------------------------------------------------------------------

_MERMAID_ARROWS = {"needs": "-->", "circle": "==>", "supplies": "-.->"}


def mermaid(contract: Contract, evaluation: Evaluation | None = None) -> str:
    """The picture as a Mermaid flowchart."""
    graph = graph_of(contract, evaluation)
    lines = ["flowchart LR"]
    for box in graph.boxes:
        text = "<br/>".join(_mermaid_text(line) for line in box.lines)
        lines.append(f'  {box.id}["{text}"]' if box.clause else f'  {box.id}("{text}")')
    for arrow in graph.arrows:
        label = f'|"{_mermaid_text(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  {arrow.source} {_MERMAID_ARROWS[arrow.kind]}{label} {arrow.target}")
    for role, (fill, stroke) in COLOURS.items():
        members = [box.id for box in graph.boxes if box.role == role]
        if members:
            lines.append(f"  classDef {role} fill:{fill},stroke:{stroke},color:#1b1b1b")
            lines.append(f"  class {','.join(members)} {role}")
    return "\n".join(lines) + "\n"


def _mermaid_text(text: str) -> str:
    """Text inside a quoted label: what Mermaid or HTML would read as a sign becomes a character code."""
    return "".join(f"#{ord(sign)};" if sign in '"#<>&`\\' else sign for sign in visible(text))


# --- DOT -------------------------------------------------------------------------------------------------

_DOT_ARROWS = {"needs": "", "circle": "penwidth=2.5, constraint=false", "supplies": "style=dashed"}


def dot(contract: Contract, evaluation: Evaluation | None = None) -> str:
    """The picture in the language of Graphviz."""
    graph = graph_of(contract, evaluation)
    lines = [
        f"digraph {_dot_text(contract.name)} {{",
        "  rankdir=LR; nodesep=0.15; ranksep=0.6;",
        '  node [shape=box, fontname="Helvetica", fontsize=10];',
        '  edge [fontname="Helvetica", fontsize=9];',
    ]
    for box in graph.boxes:
        text = _dot_text("\n".join(box.lines))
        style = "filled" if box.clause else "rounded,filled"
        fill, stroke = COLOURS.get(box.role, ("#ffffff", "#1b1b1b"))
        lines.append(f'  {box.id} [label={text}, style="{style}", fillcolor="{fill}", color="{stroke}"];')
    for arrow in graph.arrows:
        label = [f"label={_dot_text(arrow.label)}"] if arrow.label else []
        parts = ", ".join([*label, *([_DOT_ARROWS[arrow.kind]] if _DOT_ARROWS[arrow.kind] else [])])
        lines.append(f"  {arrow.source} -> {arrow.target}{f' [{parts}]' if parts else ''};")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_text(text: str) -> str:
    """A quoted string of DOT; each line of the text is a line of the label."""
    lines = [visible(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")]
    return '"' + "\\n".join(lines) + '"'
