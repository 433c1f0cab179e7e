"""Documents: what goes out comes back, what is wrong is told at once with its path."""

import copy
import datetime as dt
import json
import math
import subprocess
import sys
import tomllib

import attrs
import pytest
import worlds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import asn_career
from asn_career import (
    CompetencyProfile,
    Employee,
    InvalidInputError,
    Position,
    Post,
    Ranking,
    Rulebook,
    Sanction,
    Unit,
    national_rulebook,
    read_profile,
    samples,
)
from asn_career.provenance import trace_provenance

pytest.importorskip("cattrs")
jsonschema = pytest.importorskip("jsonschema")
documents = pytest.importorskip("documents")
specimens = pytest.importorskip("specimens")

from asn_career import exchange  # noqa: E402 - it needs cattrs
from asn_career.exchange.registry import snake  # noqa: E402
from asn_career.exchange.shapes import SHAPES  # noqa: E402

DAY = dt.date(2026, 11, 21)
KEY = b"the key of the agency, kept by it"
KINDS = sorted(exchange.RECORDS.items())
OF_TABLES = {"summary", "table_ranking"}
RESULTS = sorted(SHAPES.keys() - OF_TABLES)
NIP = "199003172015031001"


def problems(call, *args, **more):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **more)
    return [str(p) for p in caught.value.problems]


def validator(cls):
    schema = exchange.json_schema(cls)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def class_of(name):
    return type(result(name))


def result(name):
    made = specimens.results()
    return next(one for key, one in made.items() if key.lower() == name.replace("_", ""))


# -- records ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "cls"), KINDS)
def test_every_record_comes_back_as_it_was(name, cls):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents.STRATEGIES[cls])
    def comes_back(record):
        text = exchange.to_json(record, identity=True)
        assert exchange.from_json(None, text) == record
        assert exchange.from_json(cls, text) == record
        data = json.loads(text)
        assert data["schema"] == f"asn_career.{name}/1"
        assert exchange.from_dict(cls, {k: v for k, v in data.items() if k != "schema"}) == record

    comes_back()


@pytest.mark.parametrize(("name", "cls"), KINDS)
def test_what_the_schema_refuses_the_converter_refuses(name, cls):
    schema = validator(cls)

    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents.STRATEGIES[cls], st.data())
    def agree(record, data):
        document = exchange.to_dict(record, identity=True)
        assert list(schema.iter_errors(document)) == []
        spoil(document, data.draw)
        try:
            found = exchange.from_dict(cls, document)
        except InvalidInputError:
            return
        assert [e.message for e in schema.iter_errors(document)] == []
        assert exchange.from_dict(cls, exchange.to_dict(found, identity=True)) == found

    agree()


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(),
    st.sampled_from(["", " ", "x", "2026-02-30", "12,5", "1e9", "-1", "ahli_mudo", "\ud800"]),
    st.just([]),
    st.just([None]),
    st.just({}),
    st.just({"id": "x"}),
)


def spoil(document, draw):
    """Change a document somewhere, to anything."""
    places = []

    def walk(node):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(document)
    for node, key in draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        match draw(st.sampled_from(["put", "drop", "add"])):
            case "put" if isinstance(node, dict) or key < len(node):
                node[key] = draw(JUNK)
            case "drop" if isinstance(node, dict):
                node.pop(key, None)
            case _ if isinstance(node, dict):
                node[draw(st.sampled_from(["strange", "since", "id", "type"]))] = draw(JUNK)


def test_an_agency_of_people_comes_back_from_one_line():
    city = samples.surakarta(7, employees=240)
    text = exchange.to_json(city, identity=True)
    assert "\n" not in text
    assert exchange.from_json(None, text) == city


def test_lists_come_back_sorted_and_defaults_are_left_out():
    unit = Unit(id="u-1", name="Bidang Tata Ruang")
    assert exchange.to_dict(unit) == {
        "schema": "asn_career.unit/1",
        "id": "u-1",
        "name": "Bidang Tata Ruang",
    }


# -- faults ----------------------------------------------------------------------------------------

CLERK = {"id": "q", "name": "n", "kind": "pelaksana"}
WRONG = {
    "schema": "asn_career.employee/1",
    "id": "E-1",
    "birth_date": "17-03-1990",
    "status": "psn",
    "nip": int(NIP),
    "sex": "perempuan sekali",
    "apraisals": [],
    "studies": 3,
    "ranks": [{"golongan": "III/a", "since": 20200401}, {"golongan": "III/z"}],
    "education": [{"diploma": "S-1", "assumed": "ya"}],
    "appointments": [
        {
            "position": {"id": "p", "name": "n", "kind": "fungsional", "jenjang": "muda"},
            "unit": "u",
            "since": "2020-01-01",
        },
        {"position": CLERK, "unit": 7, "since": "2020"},
        {
            "position": {"id": "q", "name": "n", "kind": "pelaksana"},
            "unit": "u",
            "since": "2019-01-01",
        },
        {
            "position": {"id": "q", "name": "n", "kind": "pelaksana"},
            "unit": "u",
            "since": "2021-01-01",
        },
    ],
    "credit_decisions": [
        {"day": "2024-01-31", "jenjang": "ahli_muda", "kind": "conversion", "amount": 12.5}
    ],
}


TOLD = """
apraisals: unknown field 'apraisals'. Hint: did you mean 'appraisals'?
birth_date: not a day. Hint: ISO text like 2026-11-21, years 1900-2200
status: unknown 'psn'. Hint: did you mean 'pns'?
nip: …001 is int, not text. Hint: an identity number is text: read the table with dtype=str, \
a number loses digits
sex: unknown Sex. Hint: known: female, male
appointments[0].position.jenjang: unknown 'muda'. Hint: did you mean 'ahli_muda'?
appointments[1].unit: 7 is not text
appointments[1].since: '2020' is not a day. Hint: ISO text like 2026-11-21, years 1900-2200
ranks[0].since: 20200401 is not a day. Hint: ISO text like 2026-11-21, years 1900-2200
ranks[1].golongan: unknown 'III/z'. Hint: did you mean 'III/d'?
ranks[1].since: is missing
education[0].diploma: unknown 'S-1'. Hint: write 's1'
education[0].assumed: 'ya' is not true or false
studies: 3 is not a list
credit_decisions[0].amount: 12.5 is not an exact number. Hint: as text, with a point: '12.5'
credit_decisions[0].until: is missing. Hint: the last day of performance that it counts; \
only totals have one
appointments[3].since: definitive while appointments[2] goes on. Hint: end appointments[2] before \
2021-01-01
"""


def test_all_faults_of_a_record_are_told_at_once_each_with_its_path():
    assert problems(exchange.from_dict, None, WRONG) == TOLD.split("\n")[1:-1]


@pytest.mark.parametrize(("name", "cls"), KINDS)
def test_each_field_can_be_wrong_alone_and_its_place_is_named(name, cls):
    record = next(iter([example(documents.STRATEGIES[cls])]))
    document = exchange.to_dict(record, identity=True)
    for field in set(exchange.json_schema(cls)["properties"]) - {"schema", "type"}:
        spoilt = {**copy.deepcopy(document), field: {"\u2603": math.pi}}
        told = problems(exchange.from_dict, cls, spoilt)
        assert any(line.startswith(field) for line in told), (field, told)
        assert not any("_Wrong" in line for line in told)


def example(strategy):
    """Return one example that every run draws alike."""
    found = []

    @settings(
        max_examples=1,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(value):
        found.append(value)

    draw()
    return found[-1]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "is missing. Hint: such as asn_career.employee/1"),
        (
            {"schema": "asn_career.unit/2"},
            "unknown version 'asn_career.unit/2'. Hint: this library reads asn_career.unit/1",
        ),
        (
            {"schema": "asn_career.employe/1"},
            "unknown schema 'asn_career.employe/1'. Hint: did you mean 'asn_career.employee/1'?",
        ),
        (
            {"schema": 1},
            f"unknown schema 1. Hint: {len(KINDS) + len(SHAPES)} names are known",
        ),
    ],
)
def test_an_unknown_schema_or_version_is_refused(said, told):
    document = {"id": "u", "name": "n"} | said
    assert problems(exchange.from_dict, None, document) == [f"schema: {told}"]


def test_a_document_of_another_kind_than_expected_is_refused():
    unit = exchange.to_dict(Unit(id="u", name="n"))
    told = "schema: unknown schema 'asn_career.unit/1'. Hint: did you mean 'asn_career.position/1'?"
    assert problems(exchange.from_dict, Position, unit)[0] == told


def test_the_kind_of_a_part_of_a_field_of_competence_is_told_by_its_type():
    field = example(documents.STRATEGIES[exchange.RECORDS["competency_field"]])
    document = exchange.to_dict(field)
    assert {part["type"] for part in document["parts"]} <= {"field", "competency"}
    del document["parts"][0]["type"]
    assert problems(exchange.from_dict, None, document) == [
        "parts[0].type: unknown None. Hint: known: competency, field"
    ]


# -- limits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"id": "u", "id": "v", "name": "n"}', "'id' is given twice. Hint: every key once"),
        ('{"id": "u", "name": NaN}', "name: NaN is no number"),
        ('{"id": "u", "name": -Infinity}', "name: -Infinity is no number"),
        ('{"id": "u", "name": 1e2000000}', "name: a number beyond every bound"),
        ('{"id": "u", "name": ' + "9" * 2_000_000 + "}", "name: a number of 2000000 digits"),
        ('{"id": "u", "name": 0.' + "1" * 90 + "}", "name: a number of 92 signs"),
        ('{"id": "u", "name": "' + "x" * 100_001 + '"}', "name: a text of 100001 characters"),
        ('{"id": "u", "name": "n", "' + "k" * 501 + '": 1}', "a key of 501 characters"),
        ('{"id": "u", "name": "\\ud800"}', "name: text with half a character"),
        ('{"id": "u", "name": ' + "[" * 60 + "]" * 60 + "}", "nested too deep. Hint: at most 50"),
        ("[" * 200_000, "nested too deep"),
        ('{"id": "u", "name": "n"', "line 1, column 24: not JSON"),
        ("[]", "a list is not an object. Hint: one document"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
    ],
)
def test_what_is_beyond_the_limits_is_refused_with_its_place(text, told):
    lines = problems(exchange.from_json, Unit, text)
    assert any(told in line for line in lines), lines


def test_a_file_beyond_the_limit_is_refused_before_it_is_parsed():
    text = " " * (exchange.LIMITS.bytes + 1)
    (line,) = problems(exchange.from_json, Unit, text)
    assert line.startswith(f"{exchange.LIMITS.bytes + 1} bytes are too many")


def test_plain_data_is_held_against_the_same_limits():
    circle = {"id": "u", "name": "n"}
    circle["fields"] = [circle]
    assert "nested too deep" in problems(exchange.from_dict, Unit, circle)[0]
    told = problems(exchange.from_dict, Unit, {"id": "u", "name": math.nan, "parent": DAY})
    assert told[:2] == [
        "name: nan is no number. Hint: null where it is not known",
        "parent: date is no plain data. Hint: objects, lists, text, numbers, true, false, null",
    ]
    assert len(told) == 2
    assert "a number of many digits" in problems(exchange.from_dict, Unit, {"id": 10**31})[0]


@pytest.mark.parametrize("year", ["1899", "2201", "9999", "0001"])
def test_a_year_outside_the_limits_is_no_day(year):
    document = {"name": "Satya", "day": f"{year}-01-01"}
    (line,) = problems(exchange.from_dict, exchange.RECORDS["award"], document)
    assert line.startswith(f"day: '{year}-01-01' is not a day")
    assert not validator(exchange.RECORDS["award"]).is_valid(document)


def test_so_many_problems_are_told_and_no_more():
    people = {"schema": "asn_career.unit/1", "id": "u", "name": "n", "fields": [1] * 3000}
    told = problems(exchange.from_dict, None, people)
    assert len(told) == exchange.LIMITS.problems + 1
    assert told[-1] == "2000 further problems are not listed"


# -- privacy ---------------------------------------------------------------------------------------


def test_the_identity_number_leaves_only_when_asked():
    person = Employee(id="E-1", birth_date="1990-03-17", status="pns", nip=NIP, sex="male")
    assert {"nip", "sex"}.isdisjoint(exchange.to_dict(person))
    assert NIP not in exchange.to_json(person)
    told = exchange.to_dict(person, identity=True)
    assert (told["nip"], told["sex"]) == (NIP, "male")
    bare = attrs.evolve(person, nip=None, sex=None)
    assert exchange.from_dict(Employee, exchange.to_dict(person)) == bare


@pytest.mark.parametrize(
    "wrong",
    [
        {"nip": NIP + "1"},
        {"nip": int(NIP)},
        {"nip": [NIP]},
        {"id": NIP, "nip": NIP},
        {NIP: "x"},
        {"status": NIP},
        {"joined": NIP},
        {"ranks": [{"golongan": NIP, "since": "2020-01-01"}]},
        {"schema": NIP},
        {"birth_date": "1990-3-17"},
        {"ranks": {"birth_date": "1990-03-17", "nip": NIP}},
        {"status": [NIP, "1990-03-17"]},
        {"status": "19900317 201503 1 001"},
    ],
)
def test_no_message_quotes_an_identity_number_or_a_day_of_birth(wrong):
    document = {"id": "E-1", "birth_date": "1990-03-17", "status": "pns"} | wrong
    text = "\n".join(problems(exchange.from_dict, Employee, document))
    assert NIP not in text
    assert "1990" not in text


def test_sensitive_facts_leave_only_when_asked():
    sanction = Sanction(level="heavy", since="2026-01-01", until="2026-12-31")
    person = Employee(id="E-1", birth_date="1990-03-17", status="pns", sanctions=[sanction])
    finding = national_rulebook().check("discipline.rank_block", person, DAY)
    assert "heavy" not in exchange.to_json(finding)
    assert "heavy" in exchange.to_json(finding, sensitive=True)


# -- results ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_every_result_has_a_document_that_fits_its_schema_and_comes_back_as_data(name):
    made = result(name)
    document = json.loads(exchange.to_json(made))
    assert document["schema"] == f"asn_career.{name}/1"
    assert list(validator(type(made)).iter_errors(document)) == []
    stored = exchange.from_dict(None, document)
    assert (stored.name, stored.version) == (name, 1)
    assert exchange.to_dict(stored) == document
    assert stored.rows() == document.get("rows", [])


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_that_lacks_a_field_is_refused_by_schema_and_converter(name):
    document = exchange.to_dict(result(name))
    for field in exchange.json_schema(class_of(name))["required"]:
        poorer = {key: value for key, value in document.items() if key != field}
        assert problems(exchange.from_dict, exchange.Stored, poorer)
        assert not validator(class_of(name)).is_valid(poorer)


def test_what_a_later_release_adds_to_a_result_is_kept():
    document = exchange.to_dict(result("finding")) | {"later": {"told": [1]}}
    assert exchange.to_dict(exchange.from_dict(None, document)) == document
    assert validator(class_of("finding")).is_valid(document)


def test_every_public_result_has_a_document():
    """A new one gets its fields in `exchange/shapes.py`, and a specimen in `specimens.py`."""
    known = {*exchange.RECORDS, *SHAPES}
    results = {n for n in asn_career.__all__ if hasattr(getattr(asn_career, n), "as_dict")}
    assert {name for name in results if snake(name) not in known} == set()


def test_results_of_tables_have_documents_too():
    pl = pytest.importorskip("polars")
    tables = pytest.importorskip("asn_career.tables")
    people = pl.DataFrame({"id": ["a", "b", "c"], "M.01": [1, 2, 3], "unit": ["x", "x", "y"]})
    job = Position(
        id="j", name="Kepala", kind="jpt_pratama", standard=CompetencyProfile.of({"M.01": 3})
    )
    ranking = tables.rank(
        people,
        [Post(id="p", position=job, unit="x")],
        DAY,
        rulebook=national_rulebook(),
        id="id",
        rules=(),
        talent=False,
    )
    for made in (tables.summarise(people, "unit"), ranking):
        document = json.loads(exchange.to_json(made))
        assert list(validator(type(made)).iter_errors(document)) == []
        assert exchange.to_dict(exchange.from_dict(None, document)) == document


def test_documents_inside_a_document_carry_their_names_too():
    ranking = exchange.to_dict(result("ranking"))
    scores = [score["schema"] for score in ranking["scores"].values()]
    assert set(scores) == {"asn_career.score/1"}


def test_a_stored_ranking_tells_whether_it_is_stale():
    people, ranking = specimens.city().employees, result("ranking")
    law, facts = specimens.law(), specimens.facts_of(people)
    stored = exchange.from_json(exchange.Stored, exchange.to_json(ranking))
    assert stored["as_of"] == ranking.as_of.isoformat()
    assert stored.provenance == ranking.provenance
    sent = [exchange.from_json(None, exchange.to_json(one, identity=True)) for one in people]
    made_from = (ranking.post, sent[::-1], facts)
    assert not stored.is_stale(made_from, rulebook=law, key=KEY)
    assert stored.is_stale((ranking.post, sent[1:], facts), rulebook=law, key=KEY)
    assert stored.is_stale((ranking.post, sent), rulebook=law, key=KEY)
    assert stored.is_stale(made_from, rulebook=national_rulebook(), key=KEY)


def test_a_finding_is_stored_with_the_provenance_that_it_is_given():
    law = national_rulebook()
    person = Employee(id="E-1", birth_date="1966-03-17", status="pns")
    finding = law.check("retirement.reached", person, DAY)
    traced = trace_provenance(rulebook=law, as_of=DAY, inputs=person, key=KEY)
    stored = exchange.from_json(None, exchange.to_json(finding, provenance=traced))
    assert stored["truth"] == finding.truth.value
    assert not stored.is_stale(person, rulebook=law, key=KEY)
    assert stored.is_stale(attrs.evolve(person, joined=DAY), rulebook=law, key=KEY)
    assert stored.is_stale(person, rulebook=law.as_known_on(DAY), key=KEY)


def test_a_result_without_provenance_cannot_tell_whether_it_is_stale():
    stored = exchange.from_dict(None, exchange.to_dict(result("finding")))
    (line,) = problems(stored.is_stale, None, rulebook=national_rulebook(), key=KEY)
    assert line.startswith("provenance: was not stored with the result")


def test_a_result_is_not_made_from_json():
    document = exchange.to_dict(result("ranking"))
    (line,) = problems(exchange.from_dict, Ranking, document)
    assert line.startswith("Ranking is not made from JSON. Hint: a result is read as Stored")


@pytest.mark.parametrize("strange", [object(), 3, "text", Rulebook, national_rulebook()])
def test_what_is_no_record_and_no_result_has_no_document(strange):
    (line,) = problems(exchange.to_dict, strange)
    assert "is no record and no result" in line
    (line,) = problems(exchange.json_schema, type(strange))
    assert "has no document" in line


# -- overlays --------------------------------------------------------------------------------------


def test_a_shipped_profile_comes_back_as_the_same_overlay():
    text = read_profile("dpd_ri_2026")
    overlay = exchange.Overlay.from_toml("dpd", text)
    again = exchange.from_json(None, exchange.to_json(overlay))
    assert again == overlay
    assert tomllib.loads(again.to_toml()) == tomllib.loads(text)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds.worlds())
def test_an_overlay_that_went_through_json_lays_the_same_figures(world):
    law = national_rulebook()
    text = world if isinstance(world, str) else read_profile("djbk_pu_2026")
    before = law.overlay("kota", text)
    after = exchange.from_json(
        exchange.Overlay, exchange.to_json(exchange.Overlay.from_toml("kota", text))
    ).lay(law)
    assert after.tables == before.tables
    assert after.instruments == before.instruments


def test_faults_of_an_overlay_are_told_at_once():
    row = {"since": "2027", "source": "x", "evidense": "single", "value": 12.5}
    document = {
        "schema": "asn_career.overlay/1",
        "name": "kota",
        "values": {"promotion": {"months": {"rows": [row], "kolom": []}}, "a": 1},
    }
    where = "values.promotion.months"
    told = [line.partition(". Hint")[0] for line in problems(exchange.from_dict, None, document)]
    assert told == [
        f"{where}.rows[0].value: 12.5 is not a value of the law",
        f"{where}.kolom: unknown key",
        f"{where}.rows[0].evidense: unknown key",
        f"{where}.rows[0].since: '2027' is not a day",
        "values.a: 1 is not an object",
    ]
    assert not validator(exchange.Overlay).is_valid(document)


# -- the converter and its extra -------------------------------------------------------------------


def test_the_converter_serves_classes_of_the_caller():
    @attrs.frozen
    class Request:
        employee: Employee
        as_of: dt.date

    Request.__annotations__ |= {"employee": Employee, "as_of": dt.date}
    converter = exchange.make_converter()
    request = {"employee": {"id": "E-1", "birth_date": "1990-03-17", "status": "pns"}}
    made = converter.structure({**request, "as_of": "2026-11-21"}, Request)
    assert made.as_of == DAY
    assert converter.unstructure(made)["as_of"] == "2026-11-21"
    assert problems(converter.structure, {**request, "as_off": ""}, Request) == [
        "as_off: unknown field 'as_off'. Hint: did you mean 'as_of'?",
        "as_of: is missing",
    ]


def test_without_cattrs_the_extra_is_named():
    script = (
        "import sys; sys.modules['cattrs'] = None\n"
        "from asn_career import Unit, exchange\n"
        "try: exchange.to_dict(Unit(id='u', name='n'))\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "pip install 'asn-career[json]'" in done.stdout


def test_a_schema_can_refer_to_the_components_of_an_openapi_page():
    schema = exchange.json_schema(Employee, ref_template="#/components/schemas/{}")
    text = json.dumps(schema)
    assert "#/components/schemas/Appointment" in text
    assert "#/$defs/" not in text
    assert {"Appointment", "Position"} <= set(schema["$defs"])
