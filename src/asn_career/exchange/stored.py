"""A result that was stored, as data that can be shown, compared, and asked whether it is stale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.exchange.registry import VERSION
from asn_career.provenance import Provenance
from asn_career.succession.seats import inputs_of

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Stored"]


@attrs.frozen(kw_only=True)
class Stored:
    """A result that was stored: plain data, as it was written.

    It cannot be verified, for it holds no records and no law; ask again for that.

    Attributes:
        name: what kind of result it is, such as ``ranking``.
        data: its fields, as `to_dict` wrote them.
        version: the version of its form.
        provenance: where it comes from, if that was stored with it.
    """

    name: str
    data: Mapping[str, Any] = attrs.field(repr=False)
    version: int = VERSION
    provenance: Provenance | None = None

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - any field
        """Return a field of the result, or raise KeyError."""
        return self.data[key]

    def rows(self) -> list[dict[str, Any]]:
        """Return its rows, as any table library takes them; days and exact numbers are text."""
        return [dict(row) for row in self.data.get("rows", ())]

    def as_dict(self) -> dict[str, object]:
        """Return the document again."""
        head = {"schema": f"asn_career.{self.name}/{self.version}"}
        traced = {} if self.provenance is None else {"provenance": self.provenance.as_dict()}
        return {**head, **self.data, **traced}

    def is_stale(self, inputs: object, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Args:
            inputs: what the provenance was traced from; of a ranking the post, the candidates and
                the facts that were given, if any.
            rulebook: the law of today.
            key: the key that the provenance was made with.

        Raises:
            InvalidInputError: the result was stored without provenance, or without a key.
        Source: none: our own choice.
        """
        if self.provenance is None:
            hint = "to_dict(result, provenance=trace_provenance(…)) stores it"
            raise InvalidInputError(Problem("provenance", "was not stored with the result", hint))
        if self.name == "ranking" and isinstance(inputs, tuple):
            post, candidates, *facts = inputs
            inputs = inputs_of(post, candidates, *facts or (None,))
        return self.provenance.is_stale(inputs, rulebook=rulebook, key=key)
