"""Careers in Indonesia's civil service: the law as data, answers that carry their law.

Everything public is here and is loaded when first used: importing the package loads no graph,
table or number library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_career.competencies import Competency, CompetencyProfile
    from asn_career.conditions import (
        AllOf,
        Answer,
        AnyOf,
        Band,
        Compare,
        Const,
        IsOneOf,
        Lookup,
        MonthsSince,
        MonthStartAfter,
        Not,
        Param,
        Product,
        WeightedSum,
    )
    from asn_career.errors import (
        AsnCareerError,
        InvalidInputError,
        MissingExtraError,
        Problem,
        TruthValueError,
        UnknownNameError,
    )
    from asn_career.facts import Fact, Movement, Subject
    from asn_career.findings import Finding, Op, Score, Truth
    from asn_career.identity import Nip
    from asn_career.national import national_rulebook
    from asn_career.people import (
        Agency,
        Appointment,
        Appraisal,
        Assessment,
        Attestation,
        Award,
        Education,
        Employee,
        RankHeld,
        Sanction,
        Training,
        UnpaidLeave,
    )
    from asn_career.positions import Position, Post, Unit
    from asn_career.projection import Earliest, find_earliest
    from asn_career.regulations import Citation, Evidence, Instrument
    from asn_career.rulebook import Differences, Rule, Rulebook
    from asn_career.terms import (
        AttestationKind,
        Capacity,
        Diploma,
        Eselon,
        Expectation,
        Golongan,
        Jenjang,
        Month,
        MoveKind,
        PositionKind,
        PositionLevel,
        Predikat,
        Question,
        Recap,
        RetirementGroup,
        SanctionLevel,
        Sex,
        Status,
        Text,
    )
    from asn_career.values import ValueType

_HOMES = {
    "competencies": "Competency CompetencyProfile",
    "conditions": "AllOf Answer AnyOf Band Compare Const IsOneOf Lookup MonthStartAfter MonthsSince"
    " Not Param Product WeightedSum",
    "errors": "AsnCareerError InvalidInputError MissingExtraError Problem TruthValueError"
    " UnknownNameError",
    "facts": "Fact Movement Subject",
    "findings": "Finding Op Score Truth",
    "identity": "Nip",
    "national": "national_rulebook",
    "people": "Agency Appointment Appraisal Assessment Attestation Award Education Employee"
    " RankHeld Sanction Training UnpaidLeave",
    "positions": "Position Post Unit",
    "projection": "Earliest find_earliest",
    "regulations": "Citation Evidence Instrument",
    "rulebook": "Differences Rule Rulebook",
    "terms": "AttestationKind Capacity Diploma Eselon Expectation Golongan Jenjang Month MoveKind"
    " PositionKind PositionLevel Predikat Question Recap RetirementGroup SanctionLevel Sex Status"
    " Text",
    "values": "ValueType",
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names.split()}
_SUBMODULES = frozenset({"samples", "tables"})


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name in _SUBMODULES:
        return importlib.import_module(f"asn_career.{name}")
    if name not in _MODULES:
        message = f"module 'asn_career' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(f"asn_career.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*__all__, *_SUBMODULES})


__all__ = [
    "Agency",
    "AllOf",
    "Answer",
    "AnyOf",
    "Appointment",
    "Appraisal",
    "AsnCareerError",
    "Assessment",
    "Attestation",
    "AttestationKind",
    "Award",
    "Band",
    "Capacity",
    "Citation",
    "Compare",
    "Competency",
    "CompetencyProfile",
    "Const",
    "Differences",
    "Diploma",
    "Earliest",
    "Education",
    "Employee",
    "Eselon",
    "Evidence",
    "Expectation",
    "Fact",
    "Finding",
    "Golongan",
    "Instrument",
    "InvalidInputError",
    "IsOneOf",
    "Jenjang",
    "Lookup",
    "MissingExtraError",
    "Month",
    "MonthStartAfter",
    "MonthsSince",
    "MoveKind",
    "Movement",
    "Nip",
    "Not",
    "Op",
    "Param",
    "Position",
    "PositionKind",
    "PositionLevel",
    "Post",
    "Predikat",
    "Problem",
    "Product",
    "Question",
    "RankHeld",
    "Recap",
    "RetirementGroup",
    "Rule",
    "Rulebook",
    "Sanction",
    "SanctionLevel",
    "Score",
    "Sex",
    "Status",
    "Subject",
    "Text",
    "Training",
    "Truth",
    "TruthValueError",
    "Unit",
    "UnknownNameError",
    "UnpaidLeave",
    "ValueType",
    "WeightedSum",
    "find_earliest",
    "national_rulebook",
]
