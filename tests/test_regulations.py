"""Instruments, citations and dated tables: which figure holds on which day, in which layer."""

import datetime as dt
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ANYTHING, CITED, MONTHS, REGISTER, STATUS, tables

from asn_career.dates import ONE_DAY
from asn_career.errors import UnknownNameError
from asn_career.regulations import (
    Cell,
    Citation,
    Evidence,
    InForce,
    Instrument,
    Row,
    Table,
    show_spans,
)
from asn_career.terms import Recap

FIRST, SECOND, THIRD = dt.date(2018, 1, 1), dt.date(2019, 7, 1), dt.date(2021, 2, 28)


def cell(value, since=FIRST, evidence=Evidence.PRIMARY):
    return Cell(value, CITED, evidence, since)


def row(since, cells=None, **more):
    figures = {key: cell(value, since) for key, value in (cells or {}).items()}
    return Row(since=since, known_from=more.pop("known_from", since), cells=figures, **more)


def table_of(*rows, **more):
    return Table(
        name="uji.table",
        text=ANYTHING,
        value_type=MONTHS,
        checked=dt.date(2026, 11, 21),
        rows=rows,
        **more,
    )


def value(table, day, *, known_on=None, variant="", key=()):
    found = table.figures(day, known_on, variant).cells.get(key)
    return None if found is None else found.value


# -- instruments and citations -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "known"),
    [
        ({"published": FIRST, "signed": SECOND, "in_force": THIRD}, FIRST),
        ({"signed": SECOND, "in_force": FIRST}, SECOND),
        ({"signed": FIRST, "in_force": SECOND}, FIRST),
        ({"in_force": THIRD}, THIRD),
        ({}, None),
    ],
)
def test_an_instrument_is_known_from_publication_else_signature_else_force(days, known):
    instrument = Instrument(id="x", short="X", title=ANYTHING, evidence=Evidence.PRIMARY, **days)
    assert instrument.known_from == known


@pytest.mark.parametrize(
    ("article", "indonesian", "english", "source"),
    [
        ("107 c", "Uji 1 Pasal 107 c", "Uji 1 art. 107 c", "uji-1:107 c"),
        ("I", "Uji 1 Pasal I", "Uji 1 art. I", "uji-1:I"),
        ("lampiran II", "Uji 1 lampiran II", "Uji 1 lampiran II", "uji-1:lampiran II"),
        ("", "Uji 1", "Uji 1", "uji-1"),
    ],
)
def test_a_citation_is_said_as_people_write_it(article, indonesian, english, source):
    citation = Citation(REGISTER["uji-1"], article)
    assert citation.say("id") == indonesian
    assert citation.say("en") == english
    assert citation.source == source


def test_only_an_unverified_figure_is_advice():
    assert [mark for mark in Evidence if cell(1, evidence=mark).advisory] == [Evidence.UNVERIFIED]


# -- rows over rows, layers over layers ----------------------------------------------------------


def test_a_row_holds_from_its_day_until_the_next():
    table = table_of(row(FIRST, {(): 1}), row(SECOND, {(): 2}))
    assert value(table, FIRST - ONE_DAY) is None
    assert value(table, FIRST) == value(table, SECOND - ONE_DAY) == 1
    assert value(table, SECOND) == value(table, THIRD) == 2


def test_a_row_leaves_alone_what_it_does_not_name():
    table = table_of(row(FIRST, {(Recap.MS,): 1, (Recap.KMS,): 2}), row(SECOND, {(Recap.MS,): 3}))
    assert value(table, SECOND, key=(Recap.MS,)) == 3
    assert value(table, SECOND, key=(Recap.KMS,)) == 2


def test_a_repeal_ends_every_cell_and_a_later_row_begins_anew():
    table = table_of(
        row(FIRST, {(Recap.MS,): 1, (Recap.KMS,): 2}),
        row(SECOND, repeal=True),
        row(THIRD, {(Recap.MS,): 3}),
    )
    assert value(table, SECOND, key=(Recap.MS,)) is None
    assert value(table, THIRD, key=(Recap.MS,)) == 3
    assert value(table, THIRD, key=(Recap.KMS,)) is None


def test_the_repeal_of_a_layer_ends_only_that_layer():
    lower = table_of(row(FIRST, {(): 1}))
    upper = table_of(row(SECOND, {(): 2}), row(THIRD, repeal=True), below=lower)
    assert [value(upper, day) for day in (FIRST, SECOND, THIRD)] == [1, 2, 1]


def test_the_upper_layer_speaks_first_whatever_its_day():
    lower = table_of(row(FIRST, {(): 1}), row(THIRD, {(): 3}))
    upper = table_of(row(SECOND, {(): 2}), below=lower)
    assert [value(upper, day) for day in (FIRST, SECOND, THIRD)] == [1, 2, 2]


def test_a_figure_that_does_not_apply_above_hides_the_one_below():
    lower = table_of(row(FIRST, {(): 1}))
    upper = table_of(row(SECOND, {(): None}), below=lower)
    found = upper.figures(SECOND, None, "").cells[()]
    assert found.value is None


def test_what_was_published_later_was_not_known():
    table = table_of(row(FIRST, {(): 1}), row(SECOND, {(): 2}, known_from=THIRD))
    assert value(table, SECOND, known_on=THIRD - ONE_DAY) == 1
    assert value(table, SECOND, known_on=THIRD) == value(table, SECOND) == 2
    assert value(table, FIRST, known_on=FIRST - ONE_DAY) is None


def test_a_variant_speaks_only_where_it_is_chosen():
    table = table_of(
        row(FIRST, {(): 1}),
        row(SECOND, {(): 2}, variant="a"),
        row(SECOND, {(): 3}, variant="b"),
        variants=("a", "b"),
        default="a",
    )
    assert [value(table, SECOND, variant=v) for v in ("", "a", "b")] == [1, 2, 3]
    in_force = InForce(tables={table.name: table}, as_of=SECOND)
    assert in_force.cell(table.name).value == 2
    chosen = attrs.evolve(in_force, variants={table.name: "b"})
    assert chosen.cell(table.name).value == 3


def test_the_change_days_are_those_of_every_layer():
    lower = table_of(row(FIRST, {(): 1}))
    upper = table_of(row(SECOND, {(): 2}), row(THIRD, repeal=True), below=lower)
    assert upper.change_days() == {FIRST, SECOND, THIRD}
    assert list(upper.layers()) == [upper, lower]


# -- what is in force ----------------------------------------------------------------------------


def test_an_unknown_table_is_refused_with_the_near_name():
    in_force = InForce(tables={"uji.table": table_of(row(FIRST, {(): 1}))}, as_of=FIRST)
    for ask in (in_force.table, in_force.cells, in_force.bands, in_force.speaks, in_force.spans):
        with pytest.raises(UnknownNameError, match=r"did you mean 'uji\.table'"):
            ask("uji.tabel")


def test_a_cell_that_no_row_names_is_none():
    in_force = InForce(
        tables={"uji.table": table_of(row(FIRST, {(Recap.MS,): 1}), axes=(Recap,))}, as_of=FIRST
    )
    assert in_force.cell("uji.table", (Recap.KMS,)) is None
    assert in_force.cell("uji.table", (Recap.MS,)).value == 1


layered = st.one_of(
    tables("uji.status_by"),
    tables("uji.months_of_years"),
    tables("uji.status_by").flatmap(lambda lower: tables("uji.status_by", below=lower)),
)


@settings(max_examples=50)
@given(layered, st.one_of(st.none(), st.dates(dt.date(2017, 1, 1), dt.date(2022, 1, 1))))
def test_spans_are_the_days_on_which_a_table_speaks(table, known_on):
    in_force = InForce(tables={table.name: table}, as_of=FIRST, known_on=known_on)
    spans = in_force.spans(table.name)
    edges = {day for since, until in spans for day in (since, until) if day}
    days = {d + n * ONE_DAY for d in table.change_days() | edges for n in (-1, 0, 1)}
    for day in days:
        inside = any(s <= day and (u is None or day <= u) for s, u in spans)
        assert inside is attrs.evolve(in_force, as_of=day).speaks(table.name)
    for (_, until), (since, _) in pairwise(spans):
        assert until + ONE_DAY < since


@settings(max_examples=50)
@given(layered, st.dates(dt.date(2017, 6, 1), dt.date(2022, 6, 1)))
def test_figures_change_only_on_change_days(table, day):
    before, on = (table.figures(d, None, "") for d in (day - ONE_DAY, day))
    assert before == on or day in table.change_days()


def test_spans_are_said_in_both_languages():
    spans = ((FIRST, SECOND), (THIRD, None))
    assert show_spans(spans) == ("1 Januari 2018 s.d. 1 Juli 2019; 28 Februari 2021 s.d. sekarang")
    assert show_spans(spans, "en") == ("1 January 2018 to 1 July 2019; 28 February 2021 to now")
    assert show_spans(()) == ""


def test_records_of_the_law_cannot_be_changed():
    for frozen in (REGISTER["uji-1"], CITED, cell(1), row(FIRST), table_of()):
        name = next(iter(attrs.fields_dict(type(frozen))))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(frozen, name, None)


def test_a_type_of_words_keeps_its_vocabulary():
    assert STATUS.words is not None
