"""The shipped rulebook: all topics of the national law. The only importer of ``rules``."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from asn_career.lawfiles import parse_toml, read_instruments, read_tables
from asn_career.regulations import Table
from asn_career.rulebook import Rulebook
from asn_career.rules import (
    acting,
    appointment,
    appraisal,
    awards,
    choice,
    competence,
    counter,
    credit,
    discipline,
    distribution,
    dp3,
    duties,
    entry,
    exams,
    exceptions,
    functional,
    grounds,
    groups,
    indicators,
    indices,
    jpt,
    kinerja,
    leave,
    moves,
    pak,
    pengabdian,
    pension,
    personnel,
    prestasi,
    promotion,
    ranks,
    releases,
    retirement,
    talent,
    tenure,
)

__all__ = ["national_rulebook"]

TOPICS: Final = (
    acting,
    appointment,
    appraisal,
    awards,
    choice,
    competence,
    counter,
    credit,
    discipline,
    distribution,
    dp3,
    duties,
    entry,
    exams,
    exceptions,
    functional,
    grounds,
    groups,
    indicators,
    indices,
    jpt,
    kinerja,
    leave,
    moves,
    pak,
    pengabdian,
    pension,
    personnel,
    prestasi,
    promotion,
    ranks,
    releases,
    retirement,
    talent,
    tenure,
)


@cache
def national_rulebook() -> Rulebook:
    """Return the national law as shipped; read and checked once.

    Returns:
        An immutable rulebook; `Rulebook.overlay` and its siblings make others from it.
    Source: the register of instruments in the package's data.
    """
    folder = resources.files("asn_career") / "data"
    register = parse_toml((folder / "instruments.toml").read_text("utf-8"), "instruments.toml")
    instruments = read_instruments(register, "instruments.toml")
    tables: dict[str, Table] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        topic = file.name.removesuffix(".toml")
        if topic in {file.name, "instruments"}:
            continue
        raw = parse_toml(file.read_text("utf-8"), file.name)
        tables |= read_tables(raw, file.name, topic=topic, instruments=instruments)
    return Rulebook.build(
        "national",
        instruments=instruments,
        tables=tables,
        facts=(fact for topic in TOPICS for fact in topic.FACTS),
        rules=(rule for topic in TOPICS for rule in topic.RULES),
    )
