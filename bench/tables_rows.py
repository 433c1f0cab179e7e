"""Many rules over a table in one pass, categories for text, and scores: against Polars by hand."""

from __future__ import annotations

import random
from typing import Any

import attrs
import polars as pl
from records import AS_OF, RULE
from row import Row, Work
from rules import by_hand, make_table, same

from asn_career import Rulebook, national_rulebook, tables
from asn_career.conditions import AllOf, AnyOf, Compare, Condition, Const, IsOneOf, MonthsSince
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.terms import Diploma, Jenjang, Predikat, Status
from asn_career.values import Kind, ValueType

EITHER = {"months_as_administrator", "months_as_ahli_madya"}
CREDIT = "credit.conversion"
SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)


def one_rule_on_categories(rows: int) -> Work:
    """Check a lazy table whose words are categories: the engine itself needs a few ms."""
    book, lazy = national_rulebook(), make_table(rows, categories=True).lazy()

    def ours() -> pl.DataFrame:
        asked = tables.check(lazy, RULE, AS_OF, rulebook=book, because=False, validate=False)
        return asked.collect()

    return ours, lambda: by_hand(lazy).collect()


# -- forty rules in one pass ------------------------------------------------------------------


def with_rules(count: int, seed: int = 7) -> tuple[Rulebook, list[str]]:
    """Return the law with rules of an agency over the ten facts of one shipped rule.

    Each asks for all ten, with words and figures of its own.
    """
    book, dice = national_rulebook(), random.Random(seed)  # noqa: S311 - invented rules
    like = book.law(AS_OF).version(RULE)
    facts = [book.fact(name) for name in make_table(1).columns]
    rules = []
    for i in range(count):
        former = tuple(_condition(f, dice) for f in facts if f.name in EITHER)
        rest = [_condition(f, dice) for f in facts if f.name not in EITHER]
        node = AllOf((*rest, AnyOf(former)))
        rules.append(attrs.evolve(like, name=f"bench.rule_{i:02}", node=node))
    return book.overlay("bench", rules=rules), [rule.name for rule in rules]


def _condition(fact: Fact, dice: random.Random) -> Condition:
    """Return a condition on a fact: whole years, steps of five percent, one or two words."""
    value_type = fact.value_type
    match value_type.kind:
        case Kind.DAY:
            years = Const(dice.randint(50, 60), ValueType.number("year"))
            return Compare(MonthsSince(fact), Op.LE, years)
        case Kind.NUMBER:
            is_share = value_type.denominator > 1
            figure = dice.randrange(50, 100, 5) if is_share else dice.randrange(12, 96, 12)
            return Compare(fact, Op.GE, Const(figure * value_type.denominator, value_type))
        case Kind.FLAG:
            return Compare(fact, Op.EQ, Const(dice.random() < 0.9, value_type))
        case _:
            words = list(value_type.words or ())
            if fact.value_type.words is Diploma:
                return Compare(fact, Op.GE, Const(dice.choice(words[1:]), value_type))
            few = frozenset(dice.sample(words, dice.randint(1, 2)))
            return IsOneOf(fact, Const(few, ValueType.several(Status)))


def forty_rules(rows: int, lang: str | None = None) -> Work:
    """Forty rules in one pass, as booleans, against one rule written by hand."""
    book, names = with_rules(40)
    lazy = make_table(rows).lazy()

    def ours() -> pl.DataFrame:
        options: dict[str, Any] = {"because": False, "validate": False, "lang": lang}
        return tables.check(lazy, names, AS_OF, rulebook=book, **options).collect()

    return ours, lambda: by_hand(lazy).collect()


def forty_rules_in_words(rows: int) -> Work:
    """Forty rules in one pass, answered YES, NO and UNKNOWN."""
    return forty_rules(rows, "en")


# -- scores -----------------------------------------------------------------------------------


def make_periods(rows: int, seed: int = 7) -> pl.DataFrame:
    """Return invented periods of appraisal with missing values."""
    dice = random.Random(seed)  # noqa: S311 - invented data
    levels, predicates = [w.value for w in Jenjang], [w.value for w in Predikat]
    few = pl.DataFrame(
        {
            "jenjang": [dice.choice([*levels, None]) for _ in range(20_011)],
            "period_predicate": [dice.choice([*predicates, None]) for _ in range(20_011)],
            "period_months": [dice.choice([*range(1, 13), None]) for _ in range(20_011)],
        }
    )
    return pl.concat([few] * (rows // few.height + 1)).head(rows).rechunk()


def credit(rows: int) -> Work:
    """Credit by conversion, exact, against when/then written by hand on the same columns."""
    book, lazy = national_rulebook(), make_periods(rows).lazy()
    law = book.law(AS_OF).values
    coefficients = {k[0].value: c.value for k, c in law.cells("credit.coefficient").items()}
    percents = {k[0].value: c.value for k, c in law.cells("credit.predicate_percent").items()}

    def picked(column: str, values: dict[str, Any]) -> pl.Expr:
        chain = pl.lit(None, dtype=pl.Int64)
        for word, value in values.items():
            whole = pl.lit(value, dtype=pl.Int64)
            chain = pl.when(pl.col(column) == word).then(whole).otherwise(chain)
        return chain

    def theirs() -> pl.DataFrame:
        year = picked("jenjang", coefficients) * picked("period_predicate", percents)
        return lazy.with_columns(credit=year * pl.col("period_months")).collect()

    def ours() -> pl.DataFrame:
        return tables.score(lazy, CREDIT, AS_OF, rulebook=book, validate=False).collect()

    return ours, theirs


def same_credit(ours: pl.DataFrame, theirs: pl.DataFrame) -> bool:
    """Tell whether both give every row the same whole number."""
    return ours[tables.column_name(CREDIT)].equals(theirs["credit"])


ROWS = (
    Row(
        name="one-rule-categories",
        text="one three-valued rule over a table, words as categories",
        peer="the same expression in lazy Polars, written by hand",
        work=one_rule_on_categories,
        agree=same,
        sizes=SIZES,
        of="rows",
    ),
    Row(
        name="forty-rules",
        text="forty rules over the same ten facts in one pass, as booleans",
        peer="one rule in lazy Polars, written by hand",
        work=forty_rules,
        sizes=SIZES,
        of="rows",
        ratio=4,
        at=1_000_000,
    ),
    Row(
        name="forty-rules-words",
        text="the same, answered YES, NO and UNKNOWN",
        peer="one rule in lazy Polars, written by hand, as a boolean",
        work=forty_rules_in_words,
        sizes=SIZES,
        of="rows",
        ratio=10,
        at=1_000_000,
    ),
    Row(
        name="credit",
        text="credit by conversion, exact",
        peer="when/then in lazy Polars, written by hand, over the same whole numbers",
        work=credit,
        agree=same_credit,
        sizes=SIZES,
        of="rows",
        ratio=1.5,
        at=1_000_000,
    ),
)
