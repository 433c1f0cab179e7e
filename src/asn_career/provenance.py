"""Where a stored result comes from: the law, the days, the policy, and what went in.

What went in is told by a hash with a key of the caller's, or not at all: a plain hash of a record
could be found by trying identity numbers.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> law, day = national_rulebook(), dt.date(2026, 11, 21)
>>> made = trace_provenance(rulebook=law, as_of=day, inputs=["E-1"], key=b"a key of our own")
>>> made.is_stale(["E-1"], rulebook=law, key=b"a key of our own")
False
>>> made.is_stale(["E-2"], rulebook=law, key=b"a key of our own")
True
>>> made.is_stale(["E-1"], rulebook=law.as_known_on(day), key=b"a key of our own")
True
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import attrs

from asn_career.errors import InvalidInputError, Problem

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Provenance", "trace_provenance"]

MIN_KEY: Final = 16  # bytes; a shorter key could be found by trying
_LAWS: WeakKeyDictionary[Rulebook, str] = WeakKeyDictionary()


@attrs.frozen(kw_only=True)
class Provenance:
    """Where a result comes from.

    Attributes:
        rulebook: the name of the rulebook.
        law: a hash of its figures and rules: two rulebooks of one name may differ.
        as_of: the day asked about.
        until: the last day, where a span was asked about.
        policy: the class of the policy and a hash of it, None where there was none.
        inputs: the keyed hash of all records that went in, None where no key was given.
    """

    rulebook: str
    law: str
    as_of: dt.date
    until: dt.date | None = None
    policy: str | None = None
    inputs: str | None = None

    def is_stale(self, inputs: object, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Args:
            inputs: what the result was made from.
            rulebook: the law of today.
            key: the key that the result was made with.

        Raises:
            InvalidInputError: no key was given when the result was made, or none is given now:
                then nobody can tell whether the records have changed.
        """
        if (self.rulebook, self.law) != (rulebook.name, _hash_law(rulebook)):
            return True
        if self.inputs is None or key is None:
            hint = "make the result with key=, and ask with the same key"
            raise InvalidInputError(Problem("key", "no hash of the records to compare", hint))
        return not hmac.compare_digest(self.inputs, _hash_inputs(inputs, key))

    def as_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {
            "rulebook": self.rulebook,
            "law": self.law,
            "as_of": self.as_of.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "policy": self.policy,
            "inputs": self.inputs,
        }


def trace_provenance(
    *,
    rulebook: Rulebook,
    as_of: dt.date,
    until: dt.date | None = None,
    policy: object = None,
    inputs: object = None,
    key: bytes | None = None,
) -> Provenance:
    """Return the provenance of a result that is about to be made.

    Args:
        rulebook: the law.
        as_of: the day asked about.
        until: the last day, where there is one.
        policy: the policy, where there is one.
        inputs: the records that go in; read only with a key.
        key: at least 16 bytes that only the caller knows; without it no hash is kept.

    Raises:
        InvalidInputError: a key that is no bytes or too short; it is not quoted.
    """
    if key is not None and (not isinstance(key, bytes) or len(key) < MIN_KEY):
        hint = f"at least {MIN_KEY} bytes, as secrets.token_bytes gives them"
        raise InvalidInputError(Problem("key", "is no key", hint))
    chosen = None
    if policy is not None:
        digest = hashlib.blake2b("".join(_spell(policy)).encode(), digest_size=16)
        chosen = f"{type(policy).__name__} {digest.hexdigest()}"
    return Provenance(
        rulebook=rulebook.name,
        law=_hash_law(rulebook),
        as_of=as_of,
        until=until,
        policy=chosen,
        inputs=None if key is None else _hash_inputs(inputs, key),
    )


def _hash_inputs(inputs: object, key: bytes) -> str:
    # blake2b takes at most 64 bytes of key; one more hash takes a key of any length.
    short = hashlib.blake2b(key, digest_size=32).digest()
    digest = hashlib.blake2b(key=short, digest_size=32)
    for word in _spell(inputs):
        digest.update(word.encode())
    return digest.hexdigest()


def _hash_law(rulebook: Rulebook) -> str:
    """Return a hash of what a rulebook says: its figures, its rules, what it is pinned to."""
    if (known := _LAWS.get(rulebook)) is not None:
        return known
    digest = hashlib.blake2b(digest_size=16)
    pins = (rulebook.known_on, rulebook.in_force_on, rulebook.variants)
    for word in _spell((pins, rulebook.tables, rulebook.layers)):
        digest.update(word.encode())
    _LAWS[rulebook] = digest.hexdigest()
    return _LAWS[rulebook]


@cache
def _fields(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    """Return the fields that make a record what it is, not those it works out."""
    return tuple(a.name for a in attrs.fields(kind) if a.init and a.eq)


def _spell(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a record holds
    """Yield a value as text that two values share only if they are equal."""
    if value is None or isinstance(value, bool | int | dt.date):
        yield f"{value};"
    elif isinstance(value, Enum):
        yield f"{type(value).__name__}.{value.value};"
    elif isinstance(value, str):
        yield f"{len(value)}:{value};"
    elif isinstance(value, Mapping):
        items = sorted((("".join(_spell(k)), v) for k, v in value.items()), key=lambda kv: kv[0])
        yield f"map {len(items)};"
        for spelt, each in items:
            yield spelt
            yield from _spell(each)
    elif isinstance(value, frozenset | set):
        yield "set " + "".join(sorted("".join(_spell(each)) for each in value)) + ";"
    elif attrs.has(type(value)):
        yield f"{type(value).__name__} "
        for name in _fields(type(value)):  # type: ignore[arg-type] # classes are hashable
            yield from _spell(getattr(value, name))
    elif isinstance(value, Iterable):
        items = list(value)
        yield f"list {len(items)};"
        for each in items:
            yield from _spell(each)
    else:
        yield f"{type(value).__name__} {value};"
