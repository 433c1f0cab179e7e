"""The rulebook: rules, values and facts in force; it checks, scores and explains.

Another world is another `Rulebook`: an agency's policy, a what-if, the law as known on a day, the
law pinned to a day. Each is a new, immutable object.
"""

from asn_career.rulebook.book import Person, Rulebook
from asn_career.rulebook.differences import Difference, Differences
from asn_career.rulebook.expiry import Ending, EndingKind, Expiring
from asn_career.rulebook.law import Snapshot
from asn_career.rulebook.rule import Rule
from asn_career.rulebook.view import View

__all__ = [
    "Difference",
    "Differences",
    "Ending",
    "EndingKind",
    "Expiring",
    "Person",
    "Rule",
    "Rulebook",
    "Snapshot",
    "View",
]
