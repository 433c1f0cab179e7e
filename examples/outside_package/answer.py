"""Asks the regency's own rule of a record, of a table and of the calendar; prints its page."""

from __future__ import annotations

import datetime as dt

from asn_career_contoh import DISTRICT_SERVICE, rulebook

from asn_career import Appointment, Employee, Position, find_earliest, write_law_page

TODAY = dt.date(2026, 11, 21)
CLERK = Position(id="p-1", name="Pengelola", kind="pelaksana")
PEOPLE = [
    Employee(
        id=id,
        birth_date=dt.date(1985, 5, 17),
        status="pns",
        appointments=[
            Appointment(position=CLERK, unit=unit, since=since, until=until)
            for unit, since, until in spells
        ],
    )
    for id, spells in {
        "E-1": [("distrik-danau", "2024-03-01", None)],
        "E-2": [("bappeda", "2020-01-01", "2025-06-14"), ("distrik-hulu", "2025-06-15", None)],
        "E-3": [],
    }.items()
]


def main() -> None:
    """Print every answer."""
    law = rulebook()
    for person in PEOPLE:
        print(f"\n{person.id}")
        print("\n".join(law.check(DISTRICT_SERVICE, person, TODAY).lines("en")))
        until = dt.date(2030, 12, 31)
        print("earliest:", find_earliest(person, DISTRICT_SERVICE, TODAY, until, rulebook=law).day)
    print(f"\n{write_law_page(law, 'contoh')}")
    try:
        from asn_career import tables
    except ImportError as error:
        print(f"No table was asked. {error}")
        return
    import polars as pl

    facts = tables.facts_from(PEOPLE, DISTRICT_SERVICE, TODAY, rulebook=law)
    print(tables.check(pl.DataFrame(facts), DISTRICT_SERVICE, TODAY, rulebook=law, id="id").rows())
    print([row["key"] for row in tables.legend(law, DISTRICT_SERVICE, TODAY)])


if __name__ == "__main__":
    main()
