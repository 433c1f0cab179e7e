"""The dated record of people and of the agency they serve; no law, no algorithm."""

from asn_career.people.agency import Agency
from asn_career.people.employee import Employee
from asn_career.people.records import (
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    Award,
    Education,
    RankHeld,
    Record,
    Sanction,
    Training,
    UnpaidLeave,
)

__all__ = [
    "Agency",
    "Appointment",
    "Appraisal",
    "Assessment",
    "Attestation",
    "Award",
    "Education",
    "Employee",
    "RankHeld",
    "Record",
    "Sanction",
    "Training",
    "UnpaidLeave",
]
