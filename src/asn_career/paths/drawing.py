"""Mermaid and DOT text of graphs, with every word of the caller escaped."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Arrow", "draw_dot", "draw_mermaid"]

Arrow = tuple[str, str, str, bool]
"""From, to, the word on the arrow, and whether it is only advisory."""


def _mermaid(words: str) -> str:
    """Return words for a quoted Mermaid label: letters, digits and safe signs as they are.

    Everything else becomes an entity by number, so that no word of a caller can end the label,
    open a tag or start a directive.
    """
    plain = " ".join(words.split())
    return "".join(c if c.isalnum() or c in " .,()-/:+_" else f"#{ord(c)};" for c in plain)


def _dot(words: str) -> str:
    """Return words as a quoted DOT string."""
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def draw_mermaid(nodes: Iterable[tuple[str, str]], arrows: Iterable[Arrow]) -> str:
    r"""Return Mermaid text of a graph; advisory arrows are dotted.

    Source: none: our own choice.

    >>> print(draw_mermaid([("a", "Ahli \"Muda\""), ("b", "B")], [("a", "b", "naik", False)]))
    flowchart LR
      n0["Ahli #34;Muda#34;"]
      n1["B"]
      n0 -->|"naik"| n1
    """
    names: dict[str, str] = {}
    lines = ["flowchart LR"]
    for key, words in nodes:
        names[key] = f"n{len(names)}"
        lines.append(f'  {names[key]}["{_mermaid(words)}"]')
    for source, target, words, advisory in arrows:
        line = "-.->" if advisory else "-->"
        label = f'|"{_mermaid(words)}"|' if words else ""
        lines.append(f"  {names[source]} {line}{label} {names[target]}")
    return "\n".join(lines)


def draw_dot(nodes: Iterable[tuple[str, str]], arrows: Iterable[Arrow]) -> str:
    """Return DOT text of a graph; advisory arrows are dashed.

    Source: none: our own choice.

    >>> print(draw_dot([("a", "A"), ("b", "B")], [("a", "b", "naik", True)]))
    digraph {
      rankdir=LR;
      "a" [label="A"];
      "b" [label="B"];
      "a" -> "b" [label="naik", style=dashed];
    }
    """
    lines = ["digraph {", "  rankdir=LR;"]
    lines += [f"  {_dot(key)} [label={_dot(words)}];" for key, words in nodes]
    for source, target, words, advisory in arrows:
        style = ", style=dashed" if advisory else ""
        lines.append(f"  {_dot(source)} -> {_dot(target)} [label={_dot(words)}{style}];")
    return "\n".join([*lines, "}"])
