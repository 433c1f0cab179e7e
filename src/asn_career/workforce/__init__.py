"""The workforce of the years ahead: who retires by law, who leaves, rises and comes.

Rates are counted from the agency's own records, expected numbers are exact, and a forecast from an
earlier day is held against what the records say happened.
"""

from asn_career.workforce.backtest import Backcast, WorkforceBacktest, backtest_workforce
from asn_career.workforce.estimating import estimate_rates
from asn_career.workforce.forecast import forecast_workforce
from asn_career.workforce.ladder import Ladder
from asn_career.workforce.rates import Rate, WorkforceRates
from asn_career.workforce.result import BenchYear, Flow, PostYear, WorkforceForecast

__all__ = [
    "Backcast",
    "BenchYear",
    "Flow",
    "Ladder",
    "PostYear",
    "Rate",
    "WorkforceBacktest",
    "WorkforceForecast",
    "WorkforceRates",
    "backtest_workforce",
    "estimate_rates",
    "forecast_workforce",
]
