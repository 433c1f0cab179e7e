"""Files of the law: what is planted wrong is refused, all at once, with place and near word."""

import datetime as dt
import time
from itertools import count

import pytest

from asn_career.errors import InvalidInputError
from asn_career.lawfiles import MAX_CHARACTERS, parse_toml, read_instruments, read_tables
from asn_career.national import national_rulebook
from asn_career.regulations import Evidence
from asn_career.terms import Expectation, Jenjang, Predikat

REGISTER_TEXT = """
[pp-1]
short = "PP 1"
title = {id = "Peraturan Pemerintah 1", en = "Government Regulation 1"}
evidence = "primary"
signed = 2020-01-01
published = 2020-01-02
in_force = 2020-01-02

[pp-2]
short = "PP 2"
title = {id = "Peraturan Pemerintah 2", en = "Government Regulation 2"}
evidence = "single"
signed = 2021-01-01
replaces = ["pp-1"]
"""
ROW = """
[annual]
text = {id = "Koefisien", en = "Coefficient"}
unit = "credit/year"
axis = "jenjang"
columns = ["ahli_pertama", "ahli_muda"]
checked = 2026-11-21

[[annual.rows]]
since = 2020-01-02
source = "pp-1:37"
evidence = "confirmed"
values = ["12.5", "25"]

[[annual.rows]]
since = 2021-01-01
source = ["pp-1:37", "pp-2:5"]
evidence = ["confirmed", "single"]
values = ["12.5", "-"]
"""
ONE = """
[age]
text = {id = "Usia", en = "Age"}
unit = "year"
variants = ["a", "b"]
default = "a"
checked = 2026-11-21

[[age.rows]]
since = 2020-01-02
source = "pp-1:1"
evidence = "disputed"
variant = "a"
value = 58

[[age.rows]]
since = 2020-01-02
source = "pp-1:1"
evidence = "disputed"
variant = "b"
value = 60

[[age.rows]]
since = 2024-01-01
source = "pp-2:1"
evidence = "primary"
repeal = true
"""
GRID = """
[matrix]
text = {id = "Matriks", en = "Matrix"}
words = "predikat"
axes = ["expectation", "expectation"]
index = ["di_bawah", "sesuai"]
columns = ["di_bawah", "di_atas"]
checked = 2026-11-21

[[matrix.rows]]
since = 2020-01-02
source = "pp-1"
evidence = "primary"
values = [["kurang", "baik"], ["baik", "sangat_baik"]]
"""
BANDS = """
[recap]
text = {id = "Rekap", en = "Recap"}
words = "recap"
of = "percent"
checked = 2026-11-21

[[recap.rows]]
since = 2020-01-02
source = "pp-1"
evidence = "primary"
lower = ["-", 68, "80.5"]
values = ["kms", "mms", "ms"]
"""
SET = """
[who]
text = {id = "Siapa", en = "Who"}
set = "status"
checked = 2026-11-21

[[who.rows]]
since = 2020-01-02
source = "pp-1"
evidence = "primary"
value = ["pns", "cpns"]
"""
TEXTS = {"row": ROW, "one": ONE, "grid": GRID, "bands": BANDS, "set": SET}


def register(text=REGISTER_TEXT):
    return read_instruments(parse_toml(text, "instruments.toml"), "instruments.toml")


def read(text, below=None):
    return read_tables(
        parse_toml(text, "uji.toml"), "uji.toml", topic="uji", instruments=register(), below=below
    )


def edited(text, old, new):
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


# -- what is right -----------------------------------------------------------------------------


def test_a_row_over_one_axis_is_read():
    table = read(ROW)["uji.annual"]
    first, second = table.rows
    assert {k: c.value for k, c in first.cells.items()} == {
        (Jenjang.AHLI_PERTAMA,): 1_500_000,
        (Jenjang.AHLI_MUDA,): 3_000_000,
    }
    assert second.cells[Jenjang.AHLI_MUDA,].value is None
    assert second.cells[Jenjang.AHLI_MUDA,].citation.source == "pp-2:5"
    assert second.cells[Jenjang.AHLI_MUDA,].evidence is Evidence.SINGLE
    assert second.cells[Jenjang.AHLI_PERTAMA,].citation.source == "pp-1:37"
    assert first.known_from == dt.date(2020, 1, 2)
    assert second.known_from == dt.date(2021, 1, 1)


def test_one_value_with_variants_and_a_repeal_is_read():
    table = read(ONE)["uji.age"]
    assert (table.variants, table.default, table.axes) == (("a", "b"), "a", ())
    assert [r.variant for r in table.rows] == ["a", "b", ""]
    assert [r.repeal for r in table.rows] == [False, False, True]
    assert table.rows[2].cells == {}


def test_a_grid_is_read_by_rows_then_columns():
    cells = read(GRID)["uji.matrix"].rows[0].cells
    assert cells[Expectation.DI_BAWAH, Expectation.DI_ATAS].value is Predikat.BAIK
    assert cells[Expectation.SESUAI, Expectation.DI_ATAS].value is Predikat.SANGAT_BAIK
    assert len(cells) == 4


def test_bands_are_read_from_below():
    table = read(BANDS)["uji.recap"]
    assert [(low, c.value.value) for low, c in table.rows[0].bands] == [
        (None, "kms"),
        (6_800, "mms"),
        (8_050, "ms"),
    ]


def test_a_set_of_words_is_read():
    cell = read(SET)["uji.who"].rows[0].cells[()]
    assert {w.value for w in cell.value} == {"pns", "cpns"}


def test_a_stated_day_of_publication_wins():
    text = edited(ROW, 'source = "pp-1:37"', 'published = 2019-06-01\nsource = "pp-1:37"')
    assert read(text)["uji.annual"].rows[0].known_from == dt.date(2019, 6, 1)


def test_the_register_is_read():
    found = register()
    assert list(found) == ["pp-1", "pp-2"]
    assert found["pp-2"].replaces == ("pp-1",)
    assert found["pp-2"].known_from == dt.date(2021, 1, 1)


# -- what is planted wrong ---------------------------------------------------------------------

PLANTED = [
    # text, old, new, place, near word or hint
    ("row", 'unit = "credit/year"', 'unit = "credit/yeaar"', "annual.unit", "'credit/year'"),
    ("row", 'unit = "credit/year"', "", "annual", "exactly one of"),
    ("row", 'unit = "credit/year"', 'unit = "year"\ntype = "flag"', "annual", "exactly one of"),
    ("row", 'unit = "credit/year"', "unit = 3", "annual.unit", "known"),
    ("row", 'unit = "credit/year"', 'unit = ["year"]', "annual.unit", ""),
    ("row", 'axis = "jenjang"', 'axis = "jenjangs"', "annual.axis", "'jenjang'"),
    ("row", 'axis = "jenjang"', 'axis = ["jenjang"]', "annual.ax", ""),
    ("row", 'axis = "jenjang"', "axes = 3", "annual.ax", ""),
    ("row", 'axis = "jenjang"', 'axes = ["jenjang", "status", "recap"]', "annual", ""),
    ("row", '"ahli_muda"]', '"ahli_mudo"]', "annual.columns", "'ahli_muda'"),
    ("row", '"ahli_muda"]', '"ahli_pertama"]', "annual.columns", "twice"),
    ("row", "checked = 2026-11-21", "", "annual.checked", "compared"),
    ("row", "checked = 2026-11-21", 'checked = "2026-11-21"', "annual.checked", "quotes"),
    ("row", "checked = 2026-11-21", "checked_on = 2026-11-21", "annual.checked_on", "'checked'"),
    ("row", 'en = "Coefficient"', 'en = ""', "annual.text", "both languages"),
    ("row", ', en = "Coefficient"', "", "annual.text", "both languages"),
    ("row", 'en = "Coefficient"', 'en = "C", nl = "K"', "annual.text", "both languages"),
    ("row", "since = 2020-01-02", "", "annual.rows[0].since", "missing"),
    ("row", "since = 2020-01-02", 'since = "2020"', "annual.rows[0].since", "quotes"),
    ("row", "since = 2020-01-02", "since = 2020-01-02T00:00:00", "annual.rows[0].since", ""),
    ("row", "since = 2020-01-02", "since = 1820-01-02", "annual.rows[0].since", ""),
    ("row", "since = 2020-01-02", "since = 2022-01-02", "annual.rows[1]", "comes before"),
    ("row", "since = 2020-01-02", "since = 2021-01-01", "annual.rows[1]", "again"),
    ("row", 'source = "pp-1:37"', "", "annual.rows[0].source", "no source"),
    ("row", 'source = "pp-1:37"', 'source = "pp-11:37"', "annual.rows[0].source", "'pp-1'"),
    ("row", 'source = "pp-1:37"', "source = 37", "annual.rows[0].source", "register"),
    ("row", '["pp-1:37", "pp-2:5"]', '["pp-1:37"]', "annual.rows[1].source", "2 are due"),
    ("row", '["pp-1:37", "pp-2:5"]', '["pp-1:37", ["x"]]', "annual.rows[1].source", ""),
    ("row", 'evidence = "confirmed"', "", "annual.rows[0].evidence", "no evidence mark"),
    ("row", '= "confirmed"', '= "confirmed_"', "annual.rows[0].evidence", "'confirmed'"),
    ("row", '["confirmed", "single"]', '["single"]', "annual.rows[1].evidence", "2 are due"),
    ("row", '["confirmed", "single"]', '[["single"], {}]', "annual.rows[1].evidence", ""),
    ("row", 'values = ["12.5", "25"]', 'values = ["12.5"]', "annual.rows[0].values", "2 are due"),
    ("row", 'values = ["12.5", "25"]', 'values = "12.5"', "annual.rows[0].values", "2 are due"),
    ("row", 'values = ["12.5", "25"]', "", "annual.rows[0].values", "missing"),
    ("row", 'values = ["12.5", "25"]', "values = [12.5, 25]", "values[ahli_pertama]", "float"),
    ("row", 'values = ["12.5", "25"]', 'values = ["12,5", 25]', "values[ahli_pertama]", "'12.5'"),
    ("row", 'values = ["12.5", "25"]', 'values = ["0.000001", 1]', "values[ahli_pertama]", ""),
    ("row", 'values = ["12.5", "25"]', "values = [1, true]", "values[ahli_muda]", "exact"),
    ("row", 'values = ["12.5", "25"]', "values = [1, 1e400]", "values[ahli_muda]", ""),
    ("row", 'values = ["12.5", "25"]', "values = [nan, 1]", "values[ahli_pertama]", ""),
    ("row", "[[annual.rows]]", "[[annual.row]]", "annual.row", "'rows'"),
    (
        "row",
        'values = ["12.5", "25"]',
        'values_ = ["1", "2"]',
        "annual.rows[0].values_",
        "'values'",
    ),
    ("one", 'default = "a"', 'default = "c"', "age.default", "variants"),
    ("one", 'default = "a"', "", "age.default", "variants"),
    ("one", 'variants = ["a", "b"]', "", "age.default", "variants"),
    ("one", 'variant = "b"', 'variant = "bb"', "age.rows[1].variant", "'b'"),
    ("one", 'variant = "b"', 'variant = "a"', "age.rows[1]", "again"),
    ("one", "value = 58", "", "age.rows[0].value", "missing"),
    ("one", "value = 58", "value = [58]", "age.rows[0].value", "exact"),
    ("one", "value = 58", 'value = "58.5"', "age.rows[0].value", "places"),
    ("one", 'source = "pp-2:1"', "", "age.rows[2].source", "no source"),
    ("one", "repeal = true", "repeal = true\nvalue = 3", "age.rows[2]", ""),
    ("one", "repeal = true", 'repeal = "yes"', "age.rows[2]", ""),
    ("grid", '"sangat_baik"', '"sangat_bagus"', "[sesuai][di_atas]", "'sangat_baik'"),
    ("grid", '["baik", "sangat_baik"]', '["baik"]', "matrix.rows[0].values[1]", "2 are due"),
    ("grid", ', ["baik", "sangat_baik"]', "", "matrix.rows[0].values", "2 are due"),
    ("grid", 'index = ["di_bawah", "sesuai"]', "", "matrix.index", "missing"),
    ("grid", 'words = "predikat"', 'words = "predicate"', "matrix.words", "'predikat'"),
    ("bands", 'of = "percent"', 'of = "procent"', "recap.of", "'percent'"),
    ("bands", '["-", 68, "80.5"]', '[0, 68, "80.5"]', "recap.rows[0].lower", "gap"),
    ("bands", '["-", 68, "80.5"]', '["-", 90, "80.5"]', "recap.rows[0].lower", "after"),
    ("bands", '["-", 68, "80.5"]', '["-", 68, 68]', "recap.rows[0].lower", "after"),
    ("bands", '["-", 68, "80.5"]', '["-", 68.5, 80]', "recap.rows[0].lower", "exact"),
    ("bands", '["-", 68, "80.5"]', '["-", 68]', "recap.rows[0].values", "2 are due"),
    ("bands", '["-", 68, "80.5"]', "[]", "recap.rows[0]", "lists"),
    ("bands", 'lower = ["-", 68, "80.5"]', "", "recap.rows[0]", "lower and values"),
    ("set", '["pns", "cpns"]', '["pns", "cpnss"]', "who.rows[0].value", "'cpns'"),
    ("set", '["pns", "cpns"]', '"pns"', "who.rows[0].value", "list of words"),
]


@pytest.mark.parametrize(("name", "old", "new", "place", "word"), PLANTED, ids=count())
def test_what_is_planted_wrong_is_refused_with_place_and_word(name, old, new, place, word):
    with pytest.raises(InvalidInputError) as refused:
        read(edited(TEXTS[name], old, new))
    lines = [str(p) for p in refused.value.problems]
    assert all(line.startswith("uji.toml: ") for line in lines)
    assert any(place in line and word in line for line in lines), lines


def test_all_that_is_wrong_is_told_at_once():
    text = "\n".join(
        edited(TEXTS[name], old, new)
        for name, old, new in (
            ("row", "2026-11-21", '"2026"'),
            ("grid", '"baik"]', '"bagus"]'),
            ("bands", "68", "99"),
            ("set", '"pp-1"', '"pp-3"'),
        )
    )
    with pytest.raises(InvalidInputError) as refused:
        read(text)
    told = str(refused.value)
    assert all(place in told for place in ("annual.checked", "matrix.rows", "recap.rows", "who."))
    assert len(refused.value.problems) >= 4


def test_unknown_keys_are_told_sorted():
    keys = ["zeta", "alpha", "kappa", "beta", "omega", "delta"]
    text = edited(SET, 'set = "status"', "\n".join(f"{k} = 1" for k in ['set = "status" #', *keys]))
    with pytest.raises(InvalidInputError) as refused:
        read(text)
    wheres = [p.where for p in refused.value.problems]
    assert wheres == [f"uji.toml: who.{k}" for k in sorted(keys)]


@pytest.mark.parametrize("text", ["annual = 3", "annual = []", "annual = 'x'"])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(InvalidInputError, match=r"uji\.toml: annual"):
        read(text)


@pytest.mark.parametrize("rows", ["rows = 3", "rows = []", "rows = [3]", "rows = {}"])
def test_rows_that_are_no_rows_are_refused(rows):
    head = SET.split("[[who.rows]]", maxsplit=1)[0]
    with pytest.raises(InvalidInputError, match=r"uji\.toml: who\.rows"):
        read(head + rows)


# -- the register --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("signed = 2021-01-01", "", "pp-2", "no day"),
        ("signed = 2021-01-01", "signd = 2021-01-01", "pp-2.signd", "'signed'"),
        ("signed = 2021-01-01", 'signed = "2021"', "pp-2.signed", "not a day"),
        ('short = "PP 2"', "", "pp-2.short", "missing"),
        ('short = "PP 2"', "short = 2", "pp-2.short", ""),
        ('evidence = "single"', 'evidence = "singlee"', "pp-2.evidence", "'single'"),
        ('evidence = "single"', "", "pp-2.evidence", "no evidence mark"),
        ('replaces = ["pp-1"]', 'replaces = ["pp-9"]', "pp-2", "pp-9"),
        ('replaces = ["pp-1"]', 'amended_by = ["pp-9"]', "pp-2", "pp-9"),
        ('replaces = ["pp-1"]', 'replaces = "pp-1"', "pp-2", ""),
        ('replaces = ["pp-1"]', "replaces = 3", "pp-2", ""),
        (', en = "Government Regulation 2"', "", "pp-2.title", "both languages"),
    ],
    ids=count(),
)
def test_what_is_wrong_in_the_register_is_refused(old, new, place, word):
    with pytest.raises(InvalidInputError) as refused:
        register(edited(REGISTER_TEXT, old, new))
    lines = [str(p) for p in refused.value.problems]
    assert any(line.startswith(f"instruments.toml: {place}") and word in line for line in lines)


def test_an_entry_that_is_no_instrument_is_refused():
    with pytest.raises(InvalidInputError, match=r"instruments\.toml: pp-3"):
        register(f'pp-3 = "PP 3"\n{REGISTER_TEXT}')


# -- overlays ------------------------------------------------------------------------------------

OVER = """
[annual]
checked = 2026-11-21

[[annual.rows]]
since = 2022-01-01
source = "pp-2:1"
evidence = "single"
columns = ["ahli_muda"]
values = ["30"]
"""


def test_an_overlay_says_only_what_it_changes():
    lower = read(ROW)
    upper = read(OVER, below=lower)["uji.annual"]
    assert upper.below is lower["uji.annual"]
    assert (upper.text, upper.axes) == (upper.below.text, upper.below.axes)
    assert upper.value_type == upper.below.value_type
    figures = upper.figures(dt.date(2022, 1, 1), None, "").cells
    assert figures[Jenjang.AHLI_MUDA,].value == 3_600_000
    assert figures[Jenjang.AHLI_PERTAMA,].value == 1_500_000


@pytest.mark.parametrize(
    "line",
    [
        'unit = "credit/year"',
        'unit = "month"',
        'words = "recap"',
        'set = "status"',
        'type = "flag"',
        'axis = "jenjang"',
        'axes = ["jenjang"]',
        'of = "percent"',
    ],
)
def test_an_overlay_does_not_say_again_what_the_table_below_is(line):
    key = line.split(maxsplit=1)[0]
    with pytest.raises(InvalidInputError, match=rf"uji\.toml: annual\.{key}"):
        read(edited(OVER, "checked", f"{line}\nchecked"), below=read(ROW))


# -- text that is no law -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = " + "[" * 100_000,
        "a = " + "{x=" * 20_000,
        "a = " + "[" * 500 + "]" * 500,
        "a = " + "9" * 10_000,
        "a = -" + "9" * 5_000,
        "a = 2026-13-01",
        "a = 2026-02-30",
        "a = 99999-01-01",
        "a = '\x00'",
        "#" + "x" * MAX_CHARACTERS,
    ],
    ids=count(),
)
def test_text_that_is_broken_deep_or_absurd_is_refused_with_its_place(text):
    start = time.perf_counter()
    with pytest.raises(InvalidInputError) as refused:
        parse_toml(text, "uji.toml")
    assert str(refused.value).startswith("uji.toml")
    assert len(str(refused.value)) < 500
    assert time.perf_counter() - start < 2


def test_the_line_is_named_where_the_text_is_no_toml():
    with pytest.raises(InvalidInputError, match="line 3"):
        parse_toml("a = 1\nb = 2\nc = \n", "uji.toml")


def test_an_absurd_figure_is_refused_without_being_quoted_in_full():
    deep = "{" + ".".join("a" * 5_000) + " = 1}"
    for absurd in (
        "9" * 4_000,
        "0x" + "f" * 100_000,
        '"' + "9" * 100_000 + '"',
        "1e9999",
        '"1e2000000"',
        deep,
    ):
        with pytest.raises(InvalidInputError, match=r"age\.rows\[0\]\.value") as refused:
            read(edited(ONE, "value = 58", f"value = {absurd}"))
        assert len(str(refused.value)) < 300


def test_a_wrong_value_is_told_beside_a_missing_source():
    text = """
    [appointment.jpt_diploma]
    columns = ["jpt_pratama"]
    checked = 2026-11-21
    [[appointment.jpt_diploma.rows]]
    since = 2026-01-01
    values = ["s9"]
    """
    with pytest.raises(InvalidInputError) as caught:
        national_rulebook().overlay("uji", text)
    told = str(caught.value)
    assert all(word in told for word in ("no source", "no evidence mark", "'s9'"))
