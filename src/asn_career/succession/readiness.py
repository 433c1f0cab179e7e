"""When somebody may lawfully be appointed, in the usual classes of succession planning."""

from __future__ import annotations

import datetime as dt

from asn_career.dates import add_months
from asn_career.terms import Word

__all__ = ["Readiness"]


class Readiness(Word):
    """When somebody may lawfully be appointed."""

    NOW = "now", "siap sekarang", "ready now"
    WITHIN_1_YEAR = "within_1_year", "dalam 1 tahun", "within 1 year"
    WITHIN_2_YEARS = "within_2_years", "dalam 1–2 tahun", "in 1–2 years"
    WITHIN_5_YEARS = "within_5_years", "dalam 3–5 tahun", "in 3–5 years"
    LATER = "later", "lebih dari 5 tahun", "in more than 5 years"
    BEYOND_HORIZON = "beyond_horizon", "tidak dalam jangkauan waktu", "not within the horizon"
    AFTER_RETIREMENT = "after_retirement", "tidak sebelum pensiun", "not before retirement"
    UNKNOWN = "unknown", "belum diketahui", "unknown"

    @classmethod
    def of(cls, as_of: dt.date, day: dt.date) -> Readiness:
        """Return the class of a lawful day; ``3–5 years`` is the third to the fifth year.

        Source: none: our own choice, the usual classes of succession planning.
        """
        for months, member in (
            (0, cls.NOW),
            (12, cls.WITHIN_1_YEAR),
            (24, cls.WITHIN_2_YEARS),
            (60, cls.WITHIN_5_YEARS),
        ):
            if day <= add_months(as_of, months):
                return member
        return cls.LATER
