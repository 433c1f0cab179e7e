"""What the documents of results hold: the fields of each, and the form of each field.

A result is made by the library and not from JSON, so its form is written down here; tests hold it
against real results. A later release may add fields to a result, so more fields than these are no
fault. Names are those of the classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from asn_career.exchange.schema import DAY, EXACT, TEXT

__all__ = ["SHAPES", "shape_schema"]

PLAIN: Final = {"type": ["string", "integer", "number", "boolean", "null"]}
FORMS: Final[Mapping[str, Mapping[str, object]]] = {
    "text": TEXT,
    "day": DAY,
    "exact": EXACT,
    "ratio": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"},
    "whole": {"type": "integer"},
    "flag": {"type": "boolean"},
    "number": {"type": ["integer", "string"]},
    "texts": {"type": "array", "items": TEXT},
    "days": {"type": "array", "items": DAY},
    "plains": {"type": "array", "items": PLAIN},
    "lists": {"type": "array", "items": {"type": "array"}},
    "plain": PLAIN,
    "object": {"type": "object"},
    "objects": {"type": "array", "items": {"type": "object"}},
    "rows": {"type": "array", "items": {"type": "object", "additionalProperties": PLAIN}},
}
"""The forms; ``?`` after one says that the field can be null."""

ADVICE: Final = "advice object"
ASKED: Final = "as_of day, rulebook text"
SPAN: Final = "as_of day, until day"
SHAPES: Final[Mapping[str, str]] = {
    "applied": ("course text, finished day, listed flag, before object, after object, rows rows"),
    "appraisal_result": (
        "employee text, as_of day, policy text, source text, total exact?, missing texts, rows rows"
    ),
    "awards": f"id text, {SPAN}, rulebook text, items objects",
    "bench": (
        f"agency text, {SPAN}, rulebook text, policy object, rows rows, reserves object, "
        f"criteria object, unknown object, overloaded lists, unrated object, {ADVICE}"
    ),
    "blocks": f"id text, {ASKED}, horizon day, items objects, unknown objects",
    "changes": "before text, after text, as_of day, asked lists, people whole, changes objects",
    "competency_gap": (
        "policy text, source text, core_mean ratio?, secondary_mean ratio?, total ratio?, "
        "jpm_percent ratio?, missing texts, rows rows"
    ),
    "credit_ledger": (
        f"employee text, {ASKED}, jenjang text?, golongan text?, total exact?, needs object, "
        "assumed texts, rows rows"
    ),
    "deadlines": f"employee text, {SPAN}, rulebook text, silent texts, exempt texts, rows rows",
    "development_report": (
        f"{ASKED}, unit text?, people whole, min_cell whole, hidden whole, rows rows"
    ),
    "differences": (
        "before text, after text, figures objects, rules_removed texts, rules_added texts"
    ),
    "evaluation": (
        "before texts, after texts, earlier texts?, treated texts, control texts?, method text, "
        "drawn_by_lot flag, min_cell whole, draws whole, seed whole, tested whole, rows objects, "
        "unmeasured texts, next_steps object"
    ),
    "expiring": "before day, items rows",
    "feeders": f"target text, {SPAN}, complete flag, items rows, others object",
    "exported": "people whole, rows rows",
    "field_gaps": "policy text, rows rows",
    "finding": (f"rule text, {ASKED}, truth text, evidence text?, missing texts, rows rows"),
    "forecast": (
        f"agency text, {SPAN}, rulebook text, policy object, posts whole, rows rows, "
        f"unknown object, {ADVICE}"
    ),
    "imported": "people whole, records whole, rows rows",
    "matching": ("method text, values object, pairs lists, unmatched objects, certificate object"),
    "mentoring": (
        f"{ASKED}, conditions texts, values object, pairs objects, unmatched objects, "
        f"ended lists, {ADVICE}"
    ),
    "method_ranking": (
        "method text, weights object, ties texts, rows rows, name text, costs texts, "
        "consistency_ratio plain, denominator whole, matrix object"
    ),
    "outcomes": (
        "agency text, as_of day, rulebook text, units texts, periods lists, min_cell whole, "
        "sources object, rows rows"
    ),
    "peers": "pairs lists, single texts, odd_parties lists",
    "plan": (
        f"id text, {SPAN}, aim text, proven flag, cost whole, hours whole, years objects, rows rows"
    ),
    "project_teams": (
        f"{ASKED}, aims texts, stretch whole, max_projects whole, max_hours whole?, "
        "values object, bound plains, is_best flag, new_ties lists, learning objects, rows rows"
    ),
    "ranking": (
        f"post text, {SPAN}, rulebook text, rules texts, policy object, pool whole, "
        "partings objects, scores object, criteria object, method object?, rows rows, "
        f"{ADVICE}"
    ),
    "ranks": "method text, weights object, ties texts, rows rows",
    "reachable": f"employee text, {SPAN}, complete flag, items rows, closed texts",
    "recommendations": (
        f"employee text, {ASKED}, policy object, asked whole, left_out whole, limited whole, "
        "refused object, items objects"
    ),
    "robustness": (
        "draws whole, noise plain, seed whole, rows rows, chances object, reversals objects, "
        "agreements objects"
    ),
    "route": "arrival day, moves whole, levels whole, steps objects, assumed texts",
    "routes": (
        f"employee text, target text, {SPAN}, rulebook text, objectives texts, outcome text, "
        "complete flag, per_move whole?, routes objects, blocked objects, assumed texts"
    ),
    "score": f"rule text, {ASKED}, value plain, evidence text?, missing texts, rows rows",
    "seating": (
        "method text, worth plain, value plain, bound plain, gap_percent exact?, proven flag, "
        "taken object, plans objects"
    ),
    "slate_audit": "min_cell whole, totals object?, withheld texts, groups rows",
    "statement": (
        f"id text, {SPAN}, rulebook text, standing object, strengths object, prospect object, "
        f"milestones objects, missing objects, actions objects, plan object?, rows rows, {ADVICE}"
    ),
    "strengths": (
        f"id text, {ASKED}, predicate text?, ratings object, hours plain, gaps object, "
        "duties objects, missing texts, rows rows"
    ),
    "succession_plan": (
        f"agency text, {SPAN}, rulebook text, policy object, gain number, greedy_gain number, "
        f"rounds objects, rows rows, findings object, unknown object, {ADVICE}"
    ),
    "summary": "by texts, min_cell whole, hidden whole, rows rows",
    "table_ranking": (f"{ASKED}, policy text, talent plain, limit whole, posts objects, rows rows"),
    "talent_map": (
        f"{ASKED}, policy object, rules object?, people whole, counts object, unknown whole, "
        f"rows objects, {ADVICE}"
    ),
    "talent_moves": "before object, after object, counts object, rows rows",
    "talk_audit": (
        "as_of day, early_days whole, grace_days whole, counts object, leaders rows, rows rows"
    ),
    "talk_schedule": (
        "since day, until day, every object, weekend plains, per_day whole?, per_week whole?, "
        "closed days, rows rows"
    ),
    "workforce_backtest": (
        "agency text, since day, as_of day, rulebook text, rates object, error exact?, "
        "still_error exact?, inside exact?, rows rows"
    ),
    "workforce_forecast": (
        f"agency text, {SPAN}, rulebook text, rates object, rows rows, posts lists, bench lists, "
        f"past whole, unknown whole, {ADVICE}"
    ),
    "workforce_rates": "ladder text, periods lists, past_leavers flag, rows rows",
}
"""Each result: its fields, separated by commas, each with its form."""


def shape_schema(name: str) -> dict[str, Any]:
    """Return the schema of the fields of a result, without those that every document has."""
    properties: dict[str, Any] = {}
    for field in SHAPES[name].split(", "):
        key, _, form = field.partition(" ")
        plain = dict(FORMS[form.removesuffix("?")])
        properties[key] = {"anyOf": [plain, {"type": "null"}]} if form.endswith("?") else plain
    return {"properties": properties, "required": sorted(properties)}
