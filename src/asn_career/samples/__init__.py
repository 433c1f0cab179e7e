"""Sample agencies of invented people, made from descriptions.

`surakarta` is a city with real units and positions, `regency` a small regency as in West Papua.
Nobody in them exists: identity numbers are synthetic (sequence 000), and nobody has a name.

>>> from asn_career import samples
>>> city = samples.surakarta(employees=600)
>>> city
<Agency 'surakarta': 423 units, 634 posts, 600 employees>
>>> city.post("bappeda-kepala").is_vacant
True
>>> all(person.nip.is_synthetic for person in city.employees)
True
"""

from __future__ import annotations

from asn_career.people import Agency
from asn_career.samples.description import Description, Target, Targets
from asn_career.samples.generator import generate
from asn_career.samples.reading import description_text, read_description, shipped_description

__all__ = [
    "Description",
    "Target",
    "Targets",
    "description_text",
    "generate",
    "read_description",
    "regency",
    "shipped_description",
    "surakarta",
]


def surakarta(seed: int = 0, *, employees: int = 6000) -> Agency:
    """Return a city: 29 agencies, 10 sections of the secretariat, 5 districts, 54 kelurahan.

    The shares of PNS and PPPK, sexes, ages, education, ranks and kinds of positions follow
    published national figures; `shipped_description` gives them with their sources. The post
    ``bappeda-kepala`` is always vacant.

    Args:
        seed: the same seed gives the same city.
        employees: how many people; the lowest possible number is named if there are too few.

    Raises:
        InvalidInputError: too few people for the upper structural posts.
    Source: public lists of the city's units and of the posts of a planning agency; the people
        are invented.
    """
    return generate(shipped_description("surakarta"), seed, employees=employees)


def regency(seed: int = 0, *, employees: int = 1200) -> Agency:
    """Return a small regency: remote units, much health, many empty posts.

    Args:
        seed: the same seed gives the same regency.
        employees: how many people.

    Raises:
        InvalidInputError: too few people for the upper structural posts.
    Source: none: place and people are invented.
    """
    return generate(shipped_description("regency"), seed, employees=employees)
