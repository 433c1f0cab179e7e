"""The moves between classes of positions (tests/cases/moves.toml), by their figures."""

import datetime as dt
import itertools

from asn_career import national_rulebook
from asn_career.regulations import Evidence
from asn_career.terms import Jenjang, MoveKind, PositionLevel

DAY = dt.date(2026, 11, 21)


def test_every_pair_of_classes_has_its_move():
    cells = national_rulebook().law(DAY).values.cells("moves.kind")
    assert set(cells) == set(itertools.product(PositionLevel, repeat=2))


def test_the_same_class_is_horizontal_and_no_way_leads_down_and_up():
    cells = national_rulebook().law(DAY).values.cells("moves.kind")
    up = {MoveKind.VERTICAL, MoveKind.DIAGONAL}
    for (here, there), cell in cells.items():
        if here is there:
            assert cell.value is MoveKind.HORIZONTAL
        if cell.value in up:
            assert cells[there, here].value not in up


def test_what_only_memory_tells_is_marked():
    cells = national_rulebook().law(DAY).values.cells("moves.kind")
    unverified = {at for at, cell in cells.items() if cell.evidence is Evidence.UNVERIFIED}
    keterampilan = (Jenjang.PEMULA, Jenjang.TERAMPIL, Jenjang.MAHIR, Jenjang.PENYELIA)
    assert unverified == {
        (PositionLevel.ADMINISTRATOR, PositionLevel.AHLI_UTAMA),
        *((PositionLevel.AHLI_PERTAMA, PositionLevel(j.value)) for j in keterampilan),
    }
