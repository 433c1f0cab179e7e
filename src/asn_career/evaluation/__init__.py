"""Whether a career programme worked: indicators by unit, before and after, with and without.

Values are measured from records with numerator and denominator kept, changes of units are held
against those of other units, and each result says what its design cannot carry and what would.
"""

from asn_career.evaluation.cautions import Caution, LeftOut, NextStep
from asn_career.evaluation.estimating import Estimate, EvaluationMethod
from asn_career.evaluation.evaluate import evaluate_programme
from asn_career.evaluation.indicators import DEFINITIONS, Definition, Indicator
from asn_career.evaluation.measured import Outcomes, Unmeasured, Why
from asn_career.evaluation.measuring import measure_outcomes
from asn_career.evaluation.outcomes import Period, UnitOutcome
from asn_career.evaluation.result import Effect, Evaluation, UnitChange
from asn_career.evaluation.surveys import Survey

__all__ = [
    "DEFINITIONS",
    "Caution",
    "Definition",
    "Effect",
    "Estimate",
    "Evaluation",
    "EvaluationMethod",
    "Indicator",
    "LeftOut",
    "NextStep",
    "Outcomes",
    "Period",
    "Survey",
    "UnitChange",
    "UnitOutcome",
    "Unmeasured",
    "Why",
    "evaluate_programme",
    "measure_outcomes",
]
