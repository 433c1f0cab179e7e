"""What a matching can be best in."""

from __future__ import annotations

from collections.abc import Iterable

from asn_career.errors import InvalidInputError, Problem
from asn_career.terms import Word

__all__ = ["Objective", "read_objectives"]


class Objective(Word):
    """What a matching is best in; each is a whole number, and more is better."""

    COVERAGE = "coverage", "orang di sisi kiri yang mendapat pasangan", "left ids with a partner"
    PRIORITY = (
        "priority",
        "jumlah prioritas orang di sisi kiri yang mendapat pasangan",
        "sum of the priorities of left ids with a partner",
    )
    RIGHT_COVERAGE = (
        "right_coverage",
        "orang di sisi kanan yang mendapat pasangan",
        "right ids with a partner",
    )
    PLACES = "places", "pasangan yang terbentuk", "pairs"
    SCORE = "score", "jumlah skor", "sum of the scores"
    LEAST_CHANGE = "least_change", "pasangan lama yang dipertahankan", "earlier pairs kept"
    EVEN_LOAD = (
        "even_load",
        "beban sisi kanan merata (dikurangi tiap dua orang yang berbagi pasangan)",
        "even load on the right side (less every two who share a partner)",
    )


def read_objectives(given: Iterable[str]) -> tuple[Objective, ...]:
    """Return the objectives from their names, in the order given.

    Raises:
        InvalidInputError: an unknown name, a name given twice, no name, ``even_load`` before
            another or alone; all at once.
    Source: none: our own choice.
    """
    problems: list[Problem] = []
    found: list[Objective] = []
    names: tuple[object, ...] = ()
    if isinstance(given, str) or not isinstance(given, Iterable):
        problems.append(Problem("objectives", "not a list of names", "('coverage', 'score')"))
    else:
        names = tuple(given)
        if not names:
            hint = "known: " + ", ".join(Objective)
            problems.append(Problem("objectives", "no objective is named", hint))
    for i, name in enumerate(names):
        try:
            objective = Objective(name)
        except InvalidInputError as error:
            problems += [problem.inside(f"objectives[{i}]") for problem in error.problems]
            continue
        if objective in found:
            problems.append(Problem(f"objectives[{i}]", f"{objective.value} is given twice"))
        found.append(objective)
    if Objective.EVEN_LOAD in (found[:-1] or found):
        hint = "it tells equal answers apart: name it last, after another"
        where = f"objectives[{found.index(Objective.EVEN_LOAD)}]"
        problems.append(Problem(where, "even_load does not come last", hint))
    if problems:
        raise InvalidInputError(problems)
    return tuple(found)
