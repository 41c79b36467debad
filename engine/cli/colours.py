"""The roles of a report in the colours of the terminal at hand."""

from assent.engine.report.style import Role, Style

_COLOURS: dict[Role, str] = {
    "title": "bold",
    "section": "cyan",
    "cite": "dim",
    "aside": "dim",
    "label": "bold",
    "met": "green",
    "open": "yellow",
    "lost": "bold red",
    "unknown": "magenta",
    "idle": "dim",
    "added": "green",
    "removed": "red",
    "changed": "yellow",
}


def colours() -> Style:
    """A style in as many colours as the terminal has."""
    from rich.console import COLOR_SYSTEMS, Console
    from rich.style import Style as RichStyle

    system = Console().color_system
    styles = {role: RichStyle.parse(words) for role, words in _COLOURS.items()}

    def style(role: Role, text: str) -> str:
        if role not in styles or system is None:
            return text
        return styles[role].render(text, color_system=COLOR_SYSTEMS[system])

    return style
