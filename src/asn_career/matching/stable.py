"""Stable matching: nobody finds a partner who would rather have them than what both have."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from asn_career.errors import InvalidInputError
from asn_career.matching.market import Market, Side
from asn_career.matching.preferences import (
    PreferenceInput,
    Preferences,
    permitted,
    read_preferences,
)
from asn_career.matching.result import Matching, Method, Stability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["match_stable"]
