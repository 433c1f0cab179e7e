"""The strict loader of law and policy files (TOML).

Unknown key, missing key, wrong width, dates out of order, a source that is not in the register, a
figure without evidence: refused, all at once, with file, place and the near word.
"""

from asn_career.lawfiles.instruments import read_instruments
from asn_career.lawfiles.reader import MAX_CHARACTERS, parse_toml
from asn_career.lawfiles.tables import read_tables

__all__ = ["MAX_CHARACTERS", "parse_toml", "read_instruments", "read_tables"]
