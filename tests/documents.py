"""Random records of every kind that has a document, each as its constructor takes it."""

import datetime as dt
from decimal import Decimal

import worlds
from hypothesis import strategies as st

from asn_career.competencies import (
    Competency,
    CompetencyField,
    CompetencyGroup,
    CompetencyProfile,
)
from asn_career.courses import Catalogue, Course, LearningKind, Lift
from asn_career.exchange import Overlay
from asn_career.identity import Nip
from asn_career.people import (
    Activity,
    Agency,
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    Award,
    CreditDecision,
    Education,
    Employee,
    RankHeld,
    Release,
    Sanction,
    StudyLeave,
    Training,
)
from asn_career.positions import KINDS_OF_ESELON, Position, Post, Unit
from asn_career.projects import Engagement, Project, ProjectRole
from asn_career.provenance import Provenance
from asn_career.terms import (
    AttestationKind,
    Capacity,
    CreditKind,
    Diploma,
    Expectation,
    Golongan,
    Jenjang,
    NewIdea,
    PeerViews,
    PositionKind,
    PositionLevel,
    Predikat,
    ReleaseKind,
    RetirementGroup,
    SanctionKind,
    Sex,
    Status,
    Text,
)

SIGNS = st.characters(exclude_categories=["Cs", "Cc"])
names = st.text(SIGNS, min_size=1, max_size=30).filter(str.strip)
labels = st.lists(st.sampled_from(["tata_ruang", "keuangan", "hukum", "a1"]), max_size=3).map(tuple)
days = st.dates(dt.date(1950, 1, 1), dt.date(2199, 12, 31))
flags = st.booleans()
texts = st.builds(Text, id=names, en=names)


def maybe(strategy):
    return st.none() | strategy


def some(strategy, most=3, **more):
    return st.lists(strategy, max_size=most, **more).map(tuple)


def exact(places):
    return st.decimals(0, 1000, places=places, allow_nan=False)


def spans(open_end=True):
    """Return a first and a last day in order; the last may be missing."""
    ends = st.tuples(days, maybe(days) if open_end else days)
    return ends.map(lambda two: two if two[1] is None else tuple(sorted(two)))


def with_span(build, *, open_end=True):
    return spans(open_end).flatmap(lambda two: build(*two))


profiles = st.integers(1, 9).flatmap(
    lambda scale: st.builds(
        CompetencyProfile.of,
        st.dictionaries(names, st.integers(0, scale), max_size=4),
        scale=st.just(scale),
    )
)


@st.composite
def positions(draw):
    kind = draw(st.sampled_from(PositionKind))
    functional = kind is PositionKind.FUNGSIONAL
    eselons = [e for e, kinds in KINDS_OF_ESELON.items() if kind in kinds]
    return Position(
        id=draw(names),
        name=draw(names),
        kind=kind,
        jenjang=draw(st.sampled_from(Jenjang)) if functional else None,
        eselon=draw(maybe(st.sampled_from(eselons))) if eselons else None,
        job_class=draw(maybe(st.integers(1, 17))),
        fields=draw(labels),
        family=draw(maybe(st.just("perencana"))),
        retirement_group=draw(st.sampled_from(RetirementGroup)),
        standard=draw(maybe(profiles)),
    )


@st.composite
def appraisals(draw):
    since, until = draw(spans(open_end=False))
    rated = draw(flags)
    return Appraisal(
        since=since,
        until=until,
        predicate=None if rated else draw(st.sampled_from(Predikat)),
        work_result=draw(st.sampled_from(Expectation)) if rated else None,
        conduct=draw(st.sampled_from(Expectation)) if rated else None,
        signed=draw(maybe(days)),
        exempt=draw(flags),
        assumed=draw(flags),
        score=draw(maybe(exact(4))),
        skp_score=draw(maybe(exact(2))),
        conduct_score=draw(maybe(exact(2))),
        peer_views=draw(maybe(st.sampled_from(PeerViews))),
        new_idea=draw(maybe(st.sampled_from(NewIdea))),
        activities=draw(some(activities, 2)),
    )


@st.composite
def credit_decisions(draw):
    until, day = draw(spans(open_end=False))
    kind = draw(st.sampled_from(CreditKind))
    bonus = kind is CreditKind.EDUCATION
    return CreditDecision(
        day=day,
        jenjang=draw(st.sampled_from(Jenjang)),
        kind=kind,
        amount=draw(maybe(exact(3)) if bonus else exact(3)),
        until=until if kind.is_total else None,
        assumed=draw(flags),
    )


@st.composite
def sanctions(draw):
    since, until = draw(spans())
    kind = draw(st.sampled_from([k for k in SanctionKind if k is not SanctionKind.NONE]))
    return Sanction(
        level=kind.level,
        since=since,
        until=until,
        kind=draw(maybe(st.just(kind))),
        received=draw(maybe(days)),
    )


@st.composite
def nips(draw):
    return Nip.synthetic(
        birth=draw(st.dates(dt.date(1950, 1, 1), dt.date(2005, 12, 31))),
        joined=dt.date(draw(st.integers(2006, 2026)), draw(st.integers(1, 12)), 1),
        sex=draw(st.sampled_from(Sex)),
    )


@st.composite
def employees(draw):
    """Return a person with every kind of record; none contradicts another."""
    nip = draw(nips())
    after = days.filter(lambda day: day > dt.date(2006, 1, 1))
    definitive = sorted(draw(st.sets(after, max_size=3)))
    held = [
        Appointment(
            position=draw(positions()),
            unit=draw(names),
            since=since,
            until=None if last is None else last - dt.timedelta(days=1),
            post=draw(maybe(names)),
            fields=draw(labels),
        )
        for since, last in zip(definitive, [*definitive[1:], None], strict=False)
    ]
    begun = draw(after)
    return Employee(
        id=draw(names),
        birth_date=nip.birth,
        status=draw(st.sampled_from(Status)),
        joined=draw(maybe(st.just(nip.joined))),
        nip=draw(maybe(st.just(nip))),
        sex=draw(maybe(st.just(nip.sex))),
        appointments=tuple(held),
        ranks=tuple(
            RankHeld(golongan=draw(st.sampled_from(Golongan)), since=since)
            for since in draw(st.sets(after, max_size=3))
        ),
        education=draw(some(st.builds(Education, diploma=diplomas, graduated=maybe(after)), 2)),
        appraisals=tuple(a for a in draw(some(appraisals(), 2)) if a.since > nip.birth),
        assessments=draw(some(st.builds(Assessment, day=after, level=levels, profile=profiles), 2)),
        trainings=tuple(t for t in draw(some(trainings, 2)) if t.finished > nip.birth),
        sanctions=tuple(s for s in draw(some(sanctions(), 2)) if s.since > nip.birth),
        awards=draw(some(st.builds(Award, name=names, day=after, level=maybe(names)), 2)),
        releases=(Release(kind=ReleaseKind.CLTN, since=begun),) if draw(flags) else (),
        studies=(StudyLeave(since=begun, at_work=True),) if draw(flags) else (),
        attestations=tuple(a for a in draw(some(attestations, 2)) if a.issued > nip.birth),
        credit_decisions=tuple(d for d in draw(some(credit_decisions(), 2)) if d.day > nip.birth),
    )


@st.composite
def agencies(draw):
    people = draw(some(employees(), 2, unique_by=lambda e: e.id))
    units = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    jobs = draw(st.lists(positions(), min_size=1, max_size=2, unique_by=lambda p: p.id))
    holders = [*(e.id for e in people), None]
    posts = draw(st.lists(names, max_size=len(holders), unique=True))
    return Agency(
        id=draw(names),
        name=draw(names),
        units=[
            Unit(id=u, name=draw(names), fields=draw(labels), remote=draw(flags)) for u in units
        ],
        posts=[
            Post(
                id=key,
                position=draw(st.sampled_from(jobs)),
                unit=draw(st.sampled_from(units)),
                holder=holder,
                strategic=draw(flags),
            )
            for key, holder in zip(posts, holders, strict=False)
        ],
        employees=people,
        positions=jobs,
    )


@st.composite
def catalogues(draw):
    found = draw(st.lists(courses, max_size=3, unique_by=lambda c: c.id))
    required = {key for course in found for key in course.requires}
    return Catalogue(
        courses=found,
        earlier=tuple(required - {c.id for c in found}),
        scale=9,
    )


@st.composite
def overlays(draw):
    rows = [
        {"since": day.isoformat(), "source": "pp-11-2017", "evidence": "single", "value": value}
        for day, value in draw(st.lists(st.tuples(days, st.integers(0, 99) | names), min_size=1))
    ]
    table = {"text": {"id": draw(names), "en": draw(names)}, "rows": rows, "checked": "2026-11-21"}
    return Overlay(name=draw(names), values={draw(names): {draw(names): table}})


diplomas = st.sampled_from(Diploma)
levels = st.sampled_from(PositionLevel)
trainings = st.builds(
    Training,
    course=names,
    finished=days,
    hours=st.integers(1, 900),
    field=maybe(st.just("tata_ruang")),
    kind=maybe(st.just("teknis")),
    assumed=flags,
)
attestations = with_span(
    lambda since, until: st.builds(
        Attestation,
        kind=st.sampled_from(AttestationKind),
        issued=st.just(since),
        until=st.just(until),
        passed=flags,
    )
)
amounts = exact(2).filter(lambda value: value > 0)
activities = st.builds(
    Activity,
    name=names,
    quantity_target=amounts,
    quantity_result=exact(2),
    quality_target=amounts,
    quality_result=exact(2),
    time_target=amounts,
    time_result=exact(0),
)
lifts = st.tuples(st.integers(0, 4), st.integers(1, 5)).map(
    lambda two: Lift(competency="M.01", since=min(two[0], two[1] - 1), to=two[1])
)
courses = with_span(
    lambda since, until: st.builds(
        Course,
        id=names.map("k-{}".format),
        name=names,
        since=st.just(since),
        until=st.just(until),
        hours=st.integers(1, 900),
        cost=st.integers(0, 10**9),
        seats=maybe(st.integers(0, 50)),
        lifts=some(lifts, 1),
        requires=some(st.sampled_from(["lama-1", "lama-2"]), 2),
        sectors=labels,
        kind=st.sampled_from(LearningKind),
    ),
    open_end=False,
)
roles = st.builds(
    ProjectRole,
    id=names,
    name=names,
    needs=profiles.filter(len),
    places=st.integers(1, 1000),
    hours=st.integers(0, 40),
)
competencies = st.builds(
    Competency,
    id=names.map("T.{}".format),
    text=texts,
    group=st.sampled_from(CompetencyGroup),
)


def fields(key, parts):
    """Return a field of competence over parts; of two parts it weighs them."""
    weighted = {"rule": "weighted", "weights": {p.id: Decimal("12.5") for p in parts}}
    if len(parts) == 2:
        weighted["weights"][parts[0].id] = Decimal("87.5")
        return CompetencyField(id=key, text=Text(id="b", en="f"), parts=parts, **weighted)
    return CompetencyField(id=key, text=Text(id="b", en="f"), parts=parts)


some_competencies = st.lists(competencies, min_size=1, max_size=3, unique_by=lambda c: c.id)
trees = some_competencies.map(lambda parts: fields("all", [fields("half", parts[:2]), *parts[2:]]))

STRATEGIES = {
    Activity: activities,
    Agency: agencies(),
    Appointment: with_span(
        lambda since, until: st.builds(
            Appointment,
            position=positions(),
            unit=names,
            since=st.just(since),
            until=st.just(until),
            capacity=st.sampled_from(Capacity),
            fields=labels,
            post=maybe(names),
            assumed=flags,
        )
    ),
    Appraisal: appraisals(),
    Assessment: st.builds(Assessment, day=days, level=levels, profile=profiles, assumed=flags),
    Attestation: attestations,
    Award: st.builds(Award, name=names, day=days, level=maybe(names)),
    Catalogue: catalogues(),
    Competency: competencies,
    CompetencyField: trees,
    CompetencyProfile: profiles,
    Course: courses,
    CreditDecision: credit_decisions(),
    Education: st.builds(Education, diploma=diplomas, graduated=maybe(days), assumed=flags),
    Employee: st.one_of(employees(), worlds.employees()),
    Engagement: with_span(
        lambda since, until: st.builds(
            Engagement, since=st.just(since), until=st.just(until), hours=st.integers(0, 40)
        )
    ),
    Lift: lifts,
    Overlay: overlays(),
    Position: positions(),
    Post: st.builds(
        Post,
        id=names,
        position=positions(),
        unit=names,
        holder=maybe(names),
        strategic=flags,
        fields=labels,
    ),
    Project: with_span(
        lambda since, until: st.builds(
            Project,
            id=names,
            name=names,
            since=st.just(since),
            until=st.just(until),
            roles=st.lists(roles, min_size=1, max_size=2, unique_by=lambda r: r.id),
            units=some(names),
        ),
        open_end=False,
    ),
    ProjectRole: roles,
    Provenance: st.builds(
        Provenance, rulebook=names, law=names, as_of=days, until=maybe(days), inputs=maybe(names)
    ),
    RankHeld: st.builds(RankHeld, golongan=st.sampled_from(Golongan), since=days, assumed=flags),
    Release: with_span(
        lambda since, until: st.builds(
            Release,
            kind=st.sampled_from([ReleaseKind.CLTN, ReleaseKind.STATE_OFFICE]),
            since=st.just(since),
            until=st.just(until),
            assumed=flags,
        )
    ),
    Sanction: sanctions(),
    StudyLeave: with_span(
        lambda since, until: st.builds(
            StudyLeave,
            since=st.just(since),
            until=st.just(until),
            diploma=maybe(diplomas),
            at_work=flags,
            assumed=flags,
        )
    ),
    Training: trainings,
    Unit: st.builds(Unit, id=names, name=names, parent=maybe(names), fields=labels, remote=flags),
}
"""Each record that has a document, and how to make one by chance."""
