"""Pictures of results, drawn on the caller's Axes; nothing is drawn that the result does not hold.

No drawing library is loaded here: the Axes (of matplotlib, or anything that draws like them) come
from the caller, who also saves or shows the figure.
"""

from asn_career.charts.chains import draw_chains
from asn_career.charts.effects import draw_effects
from asn_career.charts.gaps import draw_gaps
from asn_career.charts.matching import draw_matching
from asn_career.charts.nine_box import draw_nine_box
from asn_career.charts.routes import draw_routes
from asn_career.charts.workforce import draw_workforce

__all__ = [
    "draw_chains",
    "draw_effects",
    "draw_gaps",
    "draw_matching",
    "draw_nine_box",
    "draw_routes",
    "draw_workforce",
]
