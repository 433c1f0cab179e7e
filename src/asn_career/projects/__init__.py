"""Strategic projects: who takes which role, so that experience and contacts grow.

No law says who joins a project: limits and the order of aims are the agency's. Who is blocked by a
disciplinary sanction or released from the post on the first day of a project is not taken; the
rulebook is asked by question (BLOCK, RELEASE).

>>> import datetime as dt
>>> from asn_career import CompetencyProfile, Employee, national_rulebook
>>> role = ProjectRole(id="analyst", name="Analyst", needs=CompetencyProfile.of({"M.07": 3}))
>>> days = {"since": dt.date(2027, 1, 4), "until": dt.date(2027, 6, 30)}
>>> smart_city = Project(id="p-1", name="Smart city", roles=[role], **days)
>>> ani = Employee(id="ani", birth_date=dt.date(1990, 5, 1), status="pns")
>>> teams = staff_projects(
...     [smart_city], [ani], dt.date(2026, 11, 21), rulebook=national_rulebook()
... )
>>> [(a.project, a.role, a.employee) for a in teams.assignments], teams.verify()
([('p-1', 'analyst', 'ani')], True)
>>> teams.assignments[0].missing
('assessment', 'standard', 'unit')
"""

from asn_career.projects.candidates import Candidate, Learned, Offer, Refusal
from asn_career.projects.records import Engagement, Project, ProjectAim, ProjectPolicy, ProjectRole
from asn_career.projects.result import Assignment, OpenRole, ProjectTeams, Untaken
from asn_career.projects.staff import staff_projects

__all__ = [
    "Assignment",
    "Candidate",
    "Engagement",
    "Learned",
    "Offer",
    "OpenRole",
    "Project",
    "ProjectAim",
    "ProjectPolicy",
    "ProjectRole",
    "ProjectTeams",
    "Refusal",
    "Untaken",
    "staff_projects",
]
