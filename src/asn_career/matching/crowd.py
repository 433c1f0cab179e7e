"""What one partner more costs a right position beyond the pair's own gain."""

from __future__ import annotations

import attrs

__all__ = ["Crowd"]


@attrs.frozen(kw_only=True)
class Crowd:
    """Costs that rise with the number of partners, so that single steps still prove an answer.

    Attributes:
        already: partners that each right position has beside those of the answer.
        slope: where k partners are, one more costs k times this.
        bonus: what the first partner brings.
    """

    already: tuple[int, ...]
    slope: int = 0
    bonus: int = 0

    def cost(self, r: int, many: int) -> int:
        """Return what one more costs where the answer has ``many`` partners.

        One less brings back what the last one cost: ``cost(r, many - 1)``.

        Source: none: our own choice.
        """
        total = self.already[r] + many
        return self.slope * total - (0 if total else self.bonus)
