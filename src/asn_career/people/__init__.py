"""The dated record of people and of the agency they serve; no law, no algorithm."""

from asn_career.people.agency import Agency
from asn_career.people.appraisals import Activity, Appraisal
from asn_career.people.credit import (
    Stay,
    Stretch,
    count_stretches,
    credit_decisions_of,
    final_appraisals,
    latest_total,
    stay_on,
    stays_of,
    unrated_months,
)
from asn_career.people.employee import Employee
from asn_career.people.records import (
    Appointment,
    Assessment,
    Attestation,
    Award,
    CreditDecision,
    Education,
    RankHeld,
    Record,
    Release,
    Sanction,
    StudyLeave,
    Training,
)

__all__ = [
    "Activity",
    "Agency",
    "Appointment",
    "Appraisal",
    "Assessment",
    "Attestation",
    "Award",
    "CreditDecision",
    "Education",
    "Employee",
    "RankHeld",
    "Record",
    "Release",
    "Sanction",
    "Stay",
    "Stretch",
    "StudyLeave",
    "Training",
    "count_stretches",
    "credit_decisions_of",
    "final_appraisals",
    "latest_total",
    "stay_on",
    "stays_of",
    "unrated_months",
]
