"""The statement a person can be handed: where I stand, where I can go, and what to do next.

It is about one person and names nobody else.
"""

from asn_career.statement.actions import Action, ActionKind
from asn_career.statement.page import Milestone, Missing, Prospect, Standing, Statement, Verdict
from asn_career.statement.write import write_statement

__all__ = [
    "Action",
    "ActionKind",
    "Milestone",
    "Missing",
    "Prospect",
    "Standing",
    "Statement",
    "Verdict",
    "write_statement",
]
