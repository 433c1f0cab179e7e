"""Scenarios: the same people under two laws, who changes, which way, and by which value or rule.

The second law is an agency's overlay, another reading of a disputed figure, or the national law of
another day. Each change carries its cause: what, taken over alone from the second law, gives its
answer; or the smallest set that does so together. `Changes.note` is to hand out, `Changes.explain`
is for one person, `Changes.rows` is for the officer.

On 1 October 2025 rank promotions became possible every month:

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> law = national_rulebook()
>>> before, after = (law.as_in_force_on(dt.date(2025, *d)) for d in ((9, 30), (10, 1)))
>>> changes = compare_rulebooks(
...     {"E-1": {}}, before, after, dt.date(2025, 11, 1), rules="promotion.window"
... )
>>> [change.shift.value for change in changes]
['no->yes']
>>> changes.items[0].causes[0].lines("en", cited=False)
('Effective months of rank promotion (November): no -> yes',)
>>> changes.verify()
True
"""

from asn_career.scenarios.change import Cause, Change, How, Shift
from asn_career.scenarios.compare import compare_rulebooks
from asn_career.scenarios.counting import Count
from asn_career.scenarios.parts import PartKind
from asn_career.scenarios.result import Changes

__all__ = [
    "Cause",
    "Change",
    "Changes",
    "Count",
    "How",
    "PartKind",
    "Shift",
    "compare_rulebooks",
]
