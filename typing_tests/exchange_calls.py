"""What the type checker says of what comes in and goes out. Checked by mypy, never run."""

from collections.abc import Mapping
from typing import Any, assert_type

from asn_career import Agency, Employee, Post, exchange, siasn


def documents(data: Mapping[str, Any], text: str, person: Employee) -> None:
    assert_type(exchange.from_dict(Employee, data), Employee)
    assert_type(exchange.from_json(Agency, text), Agency)
    assert_type(exchange.from_json(exchange.Stored, text).rows(), list[dict[str, Any]])
    assert_type(exchange.to_dict(person, identity=True), dict[str, Any])
    assert_type(exchange.to_json(person), str)
    assert_type(exchange.json_schema(Post), dict[str, Any])


def national_records(people: list[Mapping[str, Any]]) -> None:
    found = siasn.read_employees(people)
    assert_type(found.employees, tuple[Employee, ...])
    out = siasn.write_employees(found.employees, beside=found)
    assert_type(out.people, tuple[dict[str, Any], ...])
