"""The ledger of credit points of one person: each amount dated and explained, and what lacks.

>>> import datetime as dt
>>> from asn_career import (Appointment, Appraisal, CreditDecision, Employee, Position,
...                         RankHeld, national_rulebook, tally_credit)
>>> planner = Position(id="p", name="Perencana", kind="fungsional", jenjang="ahli_pertama")
>>> who = Employee(
...     id="E-1", birth_date=dt.date(1990, 5, 17), status="pns",
...     appointments=[Appointment(position=planner, unit="u", since=dt.date(2021, 1, 1))],
...     ranks=[RankHeld(golongan="III/b", since=dt.date(2021, 4, 1))],
...     appraisals=[
...         Appraisal(since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31), predicate="baik")],
...     credit_decisions=[
...         CreditDecision(day=dt.date(2025, 1, 31), jenjang="ahli_pertama", kind="conversion",
...                        amount="68.75", until=dt.date(2024, 12, 31))])
>>> ledger = tally_credit(who, dt.date(2026, 11, 21), until=dt.date(2030, 1, 1),
...                       rulebook=national_rulebook())
>>> ledger.total, ledger.for_rank.missing, ledger.for_step.day, ledger.verify()
(Decimal('81.25'), Decimal('18.75'), datetime.date(2028, 1, 31), True)
>>> for line in ledger.lines("en")[:3]:
...     print(line.partition(" [")[0])
Credit in the level Ahli Pertama: 81.25 (on 21 November 2026)
1 January 2025: Opening by decision (total by conversion): 68.75
1 January 2026: Baik (good): 12.5 credit points a year × 100% × 1 year = 12.5
"""

from asn_career.credit.result import CreditLedger, CreditNeed, CreditRow, RowKind
from asn_career.credit.tally import tally_credit

__all__ = ["CreditLedger", "CreditNeed", "CreditRow", "RowKind", "tally_credit"]
