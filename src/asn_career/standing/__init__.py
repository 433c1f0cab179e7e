"""What a record has earned and what stands in its way: awards that come due, blocks that lapse.

The rules are found by their questions (AWARD, BLOCK), the days by the calendar reading.
"""

from asn_career.standing.awards import AwardDay, Awards, list_awards
from asn_career.standing.blocks import Block, Blocks, list_blocks

__all__ = ["AwardDay", "Awards", "Block", "Blocks", "list_awards", "list_blocks"]
