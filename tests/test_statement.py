"""The statement: five sections in both languages, about one person, naming nobody else."""

import datetime as dt
import functools
import json

import attrs
import pytest

from asn_career import samples
from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue, Course, Lift
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.findings import Truth
from asn_career.national import national_rulebook
from asn_career.paths import CareerGraph
from asn_career.people import Appointment, Appraisal, Assessment, Attestation, Education, Employee
from asn_career.projection import assume_good_standing
from asn_career.statement import ActionKind, Verdict, write_statement
from asn_career.terms import Diploma, PositionLevel, Question, Status
from asn_career.values import show_day

AS_OF, UNTIL = dt.date(2026, 11, 21), dt.date(2036, 11, 21)
BOOK = national_rulebook()
CITY = samples.surakarta(employees=600)
GRAPH = CareerGraph(CITY.positions, BOOK, AS_OF)
HEADINGS = {
    "id": (
        "1. Posisi Anda sekarang",
        "2. Yang dipertahankan dan ditingkatkan",
        "3. Tujuan Anda dan waktunya",
        "4. Tonggak menurut tanggal",
        "5. Data yang belum ada",
        "6. Langkah berikutnya",
    ),
    "en": (
        "1. Where you stand",
        "2. What to keep and to improve",
        "3. Where you can go and by when",
        "4. Milestones by date",
        "5. Data that are missing",
        "6. Next actions",
    ),
}


def post_of(level):
    """Return a post of a level that somebody holds."""
    found = (p for p in CITY.posts if p.position.level == level and p.holder is not None)
    return next(found)


def person_of(level, status="pns", place=0):
    found = [
        e
        for e in CITY.employees
        if e.status == status
        and (held := e.appointment_on(AS_OF)) is not None
        and held.position.level == level
        and held.post != post_of(level).id
    ]
    return found[place]


def state(who, target, *, good=False, **changes):
    position = getattr(target, "position", target)
    assume = assume_good_standing(who, AS_OF, UNTIL, positions=[position]) if good else ()
    return write_statement(
        who, target, AS_OF, **({"rulebook": BOOK, "graph": GRAPH, "assume": assume} | changes)
    )


PENGAWAS = post_of("pengawas")
ADMINISTRATOR = post_of("administrator")
PRATAMA = post_of("jpt_pratama")
NOBODY_YET = Employee(id="X-1", birth_date=dt.date(1990, 3, 9), status=Status.PNS)
RETIRED = Employee(
    id="X-2",
    birth_date=dt.date(1960, 3, 9),
    status=Status.PNS,
    appointments=(Appointment(position=PENGAWAS.position, unit="u", since=dt.date(2010, 1, 1)),),
)


def soon(**changes):
    """Return a pengawas who lacks four months, and whose letter ends before."""
    standard = ADMINISTRATOR.position.standard
    levels = dict(standard.pairs)
    lowest = min(levels, key=lambda key: (-levels[key], key))
    parts = {
        "appointments": (
            Appointment(
                position=PENGAWAS.position,
                unit=PENGAWAS.unit,
                since=dt.date(2024, 4, 1),
                post="elsewhere",
            ),
        ),
        "education": (Education(diploma=Diploma.S2, graduated=dt.date(2012, 7, 1)),),
        "appraisals": tuple(
            Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate="baik")
            for y in (2024, 2025)
        ),
        "assessments": (
            Assessment(
                day=dt.date(2026, 5, 1),
                level=PositionLevel.ADMINISTRATOR,
                profile=CompetencyProfile.of(levels | {lowest: levels[lowest] - 1}),
            ),
        ),
        "attestations": tuple(
            Attestation(kind=kind, issued=dt.date(2026, 1, 5), until=until)
            for kind, until in (
                ("health", dt.date(2026, 12, 31)),
                ("integrity", dt.date(2028, 12, 31)),
            )
        ),
    }
    return Employee(
        id="X-3",
        birth_date=dt.date(1984, 2, 29),
        status=Status.PNS,
        nip="198402292010011003",
        **(parts | changes),
    )


CASES = {
    "pelaksana": (person_of("pelaksana"), PENGAWAS),
    "pengawas": (person_of("pengawas"), ADMINISTRATOR),
    "pengawas far": (person_of("pengawas", place=5), PRATAMA),
    "administrator": (person_of("administrator"), PRATAMA),
    "jf": (person_of("ahli_muda"), ADMINISTRATOR),
    "to jf": (person_of("pengawas"), post_of("ahli_madya")),
    "pppk": (person_of("ahli_pertama", "pppk"), PENGAWAS),
    "nobody yet": (NOBODY_YET, PENGAWAS),
    "retired": (RETIRED, ADMINISTRATOR),
    "already": (person_of("administrator"), person_of("administrator").appointments[-1].position),
    "soon": (soon(), ADMINISTRATOR),
}


@functools.cache
def page_of(name, good):
    """Return the page of a case, written once."""
    return state(*CASES[name], good=good)


@pytest.mark.parametrize("good", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_person_has_a_whole_page_that_verifies(case, good):
    """Six sections in order, a closing line, at most three actions."""
    page = page_of(case, good)
    assert page.verify()
    for lang, headings in HEADINGS.items():
        lines = page.lines(lang)
        assert [line for line in lines if line[:1].isdigit()] == list(headings)
        for head in headings:
            assert lines[lines.index(head) + 1].startswith("  ")
        assert lines[-1].endswith(("memutuskan.", "decides."))
        assert "None" not in "\n".join(lines)
        assert "Truth" not in "\n".join(lines)
    assert len(page.actions) <= 3
    assert json.loads(json.dumps(page.as_dict()))["schema"] == 1


def test_milestones_are_the_steps_what_they_rest_on_and_the_pension_by_date():
    page = page_of("pengawas", good=True)
    route = page.prospect.route
    days = [one.day for one in page.milestones]
    assert days == sorted(days)
    assert {step.day for step in route.steps} | {page.standing.pension_day} <= set(days)
    marked = [one for one in page.milestones if one.text.en.endswith("(assumed)")]
    assert len(marked) == len([r for r in route.assumed if r.edges[0] >= page.as_of])
    assert page.prospect.routes.target.position.name in str(page)
    assert "Tujuan jangka panjang" in str(page)


@pytest.mark.parametrize("good", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_no_other_person_and_no_secret_is_on_the_page(case, good):
    """No id of anybody else, no birth day, no NIP, in any form of the result."""
    page = page_of(case, good)
    who = page.employee
    words = [
        *page.lines("id"),
        *page.lines("en"),
        json.dumps(page.as_dict()),
        repr(page.rows()),
        page.to_markdown("id"),
        page.to_markdown("en"),
        page._repr_html_(),
        repr(page),
    ]
    text = "\n".join(words)
    assert not [e.id for e in CITY.employees if e.id != who.id and e.id in text]
    birth = who.birth_date
    for secret in (birth.isoformat(), show_day(birth), show_day(birth, "en"), repr(birth)):
        assert secret not in text
    assert who.nip is None or who.nip.digits not in text


@pytest.mark.parametrize("case", ["pengawas", "pppk"])
def test_the_same_question_has_the_same_answer(case):
    who, target = CASES[case]
    graph = CareerGraph(CITY.positions[::-1], BOOK, AS_OF)
    again = state(who, target, good=True, graph=graph)
    assert again.lines() == page_of(case, True).lines()
    assert again.as_dict() == page_of(case, True).as_dict()


def test_where_someone_stands():
    page = state(soon(), ADMINISTRATOR)
    standing = page.standing
    assert (standing.position, standing.since) == (PENGAWAS.position, dt.date(2024, 4, 1))
    assert standing.pension_day == dt.date(2042, 3, 1)
    assert standing.citations
    assert "Pangkat: tidak ada pada riwayat." in "\n".join(page.lines())
    lines = "\n".join(state(*CASES["pppk"]).lines())
    assert "Pangkat: tidak ada pada riwayat (PPPK)." in lines
    lines = "\n".join(state(NOBODY_YET, PENGAWAS).lines())
    assert "tidak ada jabatan definitif" in lines
    assert "harinya belum dapat ditentukan" in lines


def test_the_actions_come_in_their_order_with_reason_day_and_article():
    page = page_of("soon", True)
    assert page.prospect.verdict is Verdict.LATER
    assert page.prospect.route.day == dt.date(2027, 4, 1)
    kinds = [a.kind for a in page.actions]
    assert kinds == [ActionKind.RENEW, ActionKind.MEND, ActionKind.WAIT]
    renew, mend, wait = page.actions
    assert "31 Desember 2026" in renew.text.id
    assert renew.day == dt.date(2026, 12, 31)
    assert renew.citations
    assert mend.about == (page.strengths.target.gap.to_mend[0].competency,)
    assert wait.day <= dt.date(2027, 4, 1)
    longer = attrs.evolve(soon().appointments[0], since=dt.date(2020, 1, 1))
    bare = state(soon(attestations=(), appointments=(longer,)), ADMINISTRATOR)
    first = bare.actions[0]
    assert first.kind is ActionKind.SUPPLY
    assert set(first.about) == {"healthy", "integrity_good"}


def test_someone_who_may_go_now_is_told_so():
    who = soon()
    held = attrs.evolve(who.appointments[0], since=dt.date(2020, 1, 1))
    page = state(attrs.evolve(who, appointments=(held,)), ADMINISTRATOR)
    assert page.prospect.verdict is Verdict.NOW
    assert {f.truth for f in page.prospect.findings} == {Truth.YES}
    assert [a.kind for a in page.actions] == [ActionKind.MEND]


def test_no_route_is_told_with_what_is_unmet():
    page = state(RETIRED, ADMINISTRATOR)
    assert page.prospect.verdict is Verdict.RETIRED
    assert page.actions == ()
    page = page_of("pppk", True)
    assert page.prospect.verdict is Verdict.BLOCKED
    assert "menghalangi setiap jalur" in "\n".join(page.lines())
    assert page.prospect.findings[0].truth is Truth.NO


def test_without_a_rule_of_appointment_nothing_is_promised():
    layers = tuple(
        tuple(r for r in layer if r.question is not Question.APPOINT) for layer in BOOK.layers
    )
    book = attrs.evolve(BOOK, layers=layers)
    graph = CareerGraph(CITY.positions, book, AS_OF)
    page = state(person_of("pengawas"), ADMINISTRATOR, rulebook=book, graph=graph)
    assert page.prospect.verdict is Verdict.UNJUDGED
    assert page.prospect.route is None
    assert page.verify()
    assert "no rule of appointment" in "\n".join(page.lines("en"))


def test_a_post_that_is_held_is_not_called_vacant_and_its_holder_is_not_kept():
    page = state(person_of("pengawas"), ADMINISTRATOR)
    target = page.prospect.routes.target
    assert not target.is_vacant
    assert target.holder != ADMINISTRATOR.holder
    assert ADMINISTRATOR.holder not in repr(page)
    assert state(person_of("pengawas"), ADMINISTRATOR.position).verify()


def test_sensitive_values_stay_out_of_rows():
    refused = attrs.evolve(soon().attestations[0], passed=False)
    page = state(soon(attestations=(refused,)), ADMINISTRATOR)
    said = [line for line in page.lines() if "Sehat jasmani" in line and "tidak" in line]
    assert said
    found = [r for r in page.rows() if r["text_id"].startswith("Sehat jasmani")]
    assert {r["text_id"] for r in found} == {"Sehat jasmani dan rohani"}


def test_markdown_and_html_are_escaped():
    bad = attrs.evolve(PENGAWAS.position, id="bad", name="<script>*x*</script> [a](b) | # `c`")
    graph = CareerGraph((*CITY.positions, bad), BOOK, AS_OF)
    page = state(person_of("pelaksana"), bad, graph=graph)
    marked = page.to_markdown()
    assert "<script>" not in marked
    assert "\\*x\\*" in marked
    assert "](b)" not in marked
    assert "<script>" not in page._repr_html_()


def test_wrong_calls_are_refused():
    who = person_of("pengawas")
    near = ADMINISTRATOR.position.id
    with pytest.raises(UnknownNameError, match=near):
        state(who, near[:-1] + "_", good=False)
    with pytest.raises(InvalidInputError, match="another rulebook"):
        state(who, ADMINISTRATOR, rulebook=national_rulebook().as_known_on(dt.date(2020, 1, 1)))
    with pytest.raises(InvalidInputError, match="employee"):
        write_statement("E-1", ADMINISTRATOR, AS_OF, rulebook=BOOK, graph=GRAPH)
    with pytest.raises(InvalidInputError, match="until"):
        write_statement(who, ADMINISTRATOR, AS_OF, AS_OF.replace(2020), rulebook=BOOK, graph=GRAPH)


def _with(page, **parts):
    """Return a page with parts of its prospect changed."""
    return attrs.evolve(page, prospect=attrs.evolve(page.prospect, **parts))


BREAKS = {
    "another person's strengths": lambda p: attrs.evolve(
        p, strengths=attrs.evolve(p.strengths, id="E-0001")
    ),
    "another person's route": lambda p: _with(
        p, routes=attrs.evolve(p.prospect.routes, employee="E-0001")
    ),
    "a holder is named": lambda p: _with(
        p, routes=attrs.evolve(p.prospect.routes, target=ADMINISTRATOR)
    ),
    "a verdict too good": lambda p: _with(p, verdict=Verdict.NOW),
    "a verdict too bad": lambda p: _with(p, verdict=Verdict.BLOCKED),
    "a finding turned": lambda p: _with(
        p,
        findings=tuple(
            attrs.evolve(f, line=attrs.evolve(f.line, result=True)) for f in p.prospect.findings
        ),
    ),
    "findings in a wrong order": lambda p: _with(p, findings=p.prospect.findings[::-1]),
    "since another day": lambda p: attrs.evolve(
        p, standing=attrs.evolve(p.standing, since=dt.date(2024, 4, 2))
    ),
    "actions in a wrong order": lambda p: attrs.evolve(p, actions=p.actions[::-1]),
    "an invented action": lambda p: attrs.evolve(
        p, actions=(attrs.evolve(p.actions[0], kind=ActionKind.SUPPLY), *p.actions[1:])
    ),
    "an action in the past": lambda p: attrs.evolve(
        p, actions=(attrs.evolve(p.actions[0], day=dt.date(2020, 1, 1)), *p.actions[1:])
    ),
    "the birth day is told": lambda p: attrs.evolve(
        p,
        missing=(
            *p.missing,
            attrs.evolve(
                state(NOBODY_YET, PENGAWAS).missing[0],
                text=attrs.evolve(p.prospect.verdict.text, id="lahir 29 Februari 1984"),
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_on_purpose_is_rejected(name):
    page = page_of("soon", True)
    assert not BREAKS[name](page).verify()


# -- with courses -----------------------------------------------------------------------------


def course(name, gap, since):
    """Return a course of two days in class that closes a gap."""
    return Course(
        id=name,
        name=f"Pelatihan {name}",
        since=since,
        until=since + dt.timedelta(days=1),
        hours=20,
        lifts=(Lift(competency=gap.competency, since=gap.held, to=gap.required),),
    )


def test_with_a_catalogue_the_largest_gap_gets_its_course():
    gap = page_of("soon", True).strengths.target.gap.to_mend[0]
    offered = Catalogue(courses=(course("A-1", gap, dt.date(2027, 1, 12)),))
    page = state(soon(), ADMINISTRATOR, good=True, catalogue=offered)
    assert page.verify()
    action = next(a for a in page.actions if a.kind is ActionKind.MEND)
    assert (action.about, action.day) == ((gap.competency,), dt.date(2027, 1, 12))
    assert "A-1" in action.text.id
    assert "A-1" in action.text.en
    ends = [m.day for m in page.milestones if "A-1" in m.text.id]
    assert ends == [dt.date(2027, 1, 13)]
    assert json.loads(json.dumps(page.as_dict()))["plan"]["id"] == "X-3"
    other = attrs.evolve(page.plan, employee=attrs.evolve(page.employee, id="X-9"))
    assert not attrs.evolve(page, plan=other).verify()


def test_a_gap_without_a_course_says_so():
    gap = page_of("soon", True).strengths.target.gap.to_mend[0]
    page = state(soon(), ADMINISTRATOR, good=True, catalogue=Catalogue(courses=()))
    assert page.verify()
    action = next(a for a in page.actions if a.kind is ActionKind.MEND)
    (left,) = (one for one in page.plan.open if one.gap.competency == gap.competency)
    assert action.day is None
    assert left.reason.text.en in action.text.en
