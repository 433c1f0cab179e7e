"""Development of one person: what the record says to keep and to mend.

Competence against the standard of the post held and of the post to be held, performance, and
development, each sentence with its evidence (PP 11/2017 article 206). What is not on record is
named, never guessed, and no sentence names anybody else.
"""

from asn_career.development.assess import assess_strengths
from asn_career.development.strengths import Aim, Point, PointKind, Strengths

__all__ = ["Aim", "Point", "PointKind", "Strengths", "assess_strengths"]
