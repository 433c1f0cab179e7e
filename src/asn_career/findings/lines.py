"""The lines of an explanation: what was asked, what was found, by which figure of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

import attrs

from asn_career.regulations import Cell, Evidence
from asn_career.terms import Text, Word
from asn_career.values import Value, ValueType

__all__ = ["Line", "LineInfo", "LineKind", "Op"]


class Op(Word):
    """The comparisons."""

    GE = ">=", "paling sedikit", "at least"
    LE = "<=", "paling banyak", "at most"
    GT = ">", "lebih dari", "more than"
    LT = "<", "kurang dari", "less than"
    EQ = "==", "adalah", "is"
    NE = "!=", "bukan", "is not"


class LineKind(StrEnum):
    """What a line of an explanation stands for."""

    FACT = "fact"
    CELL = "cell"
    LOOKUP = "lookup"
    BAND = "band"
    MONTHS = "months_since"
    MONTH_START = "month_start_after"
    SUM = "weighted_sum"
    PRODUCT = "product"
    COMPARE = "compare"
    ONE_OF = "is_one_of"
    ALL = "all_of"
    ANY = "any_of"
    NOT = "not"
    ANSWER = "answer"


@attrs.frozen
class LineInfo:
    """The part of a line that is the same for everybody: made once for a rule."""

    kind: LineKind
    key: str
    text: Text
    value_type: ValueType
    op: Op | None = None
    sensitive: bool = False
    spans: tuple[tuple[dt.date, dt.date | None], ...] = ()


@attrs.frozen(init=False)
class Line:
    """One line: what it stands for, its result (None is unknown), the parts it follows from.

    Attributes:
        cell: the figure of the law that was read here, if one was.
        advisory: the condition rests on an unverified figure: shown, never deciding.
    """

    info: LineInfo
    result: Value | None
    parts: tuple[Line, ...] = ()
    cell: Cell | None = None
    advisory: bool = False

    def __init__(
        self,
        info: LineInfo,
        result: Value | None,
        parts: tuple[Line, ...] = (),
        cell: Cell | None = None,
        advisory: bool = False,  # noqa: FBT001, FBT002 - made by position, in great numbers
    ) -> None:
        # By the slots themselves: two thirds of a traced answer is the making of its lines.
        _set_info(self, info)
        _set_result(self, result)
        _set_parts(self, parts)
        _set_cell(self, cell)
        _set_advisory(self, advisory)

    def walk(self) -> Iterator[Line]:
        """Yield this line and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def cells(self) -> tuple[Cell, ...]:
        """Return the figures of the law read in this line and below."""
        return tuple(line.cell for line in self.walk() if line.cell is not None)

    @property
    def evidence(self) -> Evidence | None:
        """The mark on which the result of this line rests; None when no figure was read.

        What all parts carry rests on the weakest of them; what one part settles alone, on the
        strongest part that settles it.
        """
        parts = [p for p in self.parts if not p.advisory]
        joins = self.info.kind in {LineKind.ALL, LineKind.ANY}
        alone = joins and self.result is not (self.info.kind is LineKind.ALL)
        if alone:
            parts = [p for p in parts if p.result is self.result]
        marks = [m for p in parts if (m := p.evidence) is not None]
        if self.cell is not None:
            marks.append(self.cell.evidence)
        if not marks or (alone and len(marks) < len(parts)):
            return None
        return max(marks) if alone else min(marks)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts whose absence leaves this line unknown."""
        if self.result is not None or self.advisory:
            return ()
        if self.info.kind is LineKind.FACT:
            return (self.info.key,)
        return tuple(dict.fromkeys(name for part in self.parts for name in part.missing))

    @property
    def silent(self) -> tuple[Line, ...]:
        """The lines where the law itself gave no figure."""
        if self.result is not None or self.advisory:
            return ()
        reads = {LineKind.CELL, LineKind.LOOKUP, LineKind.BAND}
        here = self.info.kind in reads and all(p.result is not None for p in self.parts)
        return (self,) if here else tuple(s for part in self.parts for s in part.silent)

    @property
    def deciding(self) -> tuple[Line, ...]:
        """The conditions that decided the result, in the order of the rule."""
        if self.info.kind in {LineKind.ALL, LineKind.ANY, LineKind.NOT, LineKind.ANSWER}:
            negated = self.info.kind is LineKind.NOT
            inner = [p for p in self.parts if negated or p.result is self.result]
            found = tuple(d for p in inner if not p.advisory for d in p.deciding)
            return found or (self,)
        return (self,)


_set_info, _set_result, _set_parts, _set_cell, _set_advisory = (
    getattr(Line, field.name).__set__ for field in attrs.fields(Line)
)
