"""What a ranking on a table is asked with: posts and their classes, policy, rules, talent value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Answer, walk
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.facts import Subject
from asn_career.gaps import (
    NEVER_PUNISH_EXCEEDING,
    PROFILE_MATCHING,
    SYMMETRIC,
    GapPolicy,
)
from asn_career.positions import Post
from asn_career.tables.naming import facts_asked, names_of
from asn_career.terms import Question
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.rulebook import Rule, Rulebook, Snapshot

__all__ = [
    "check_policy",
    "check_posts",
    "check_rules",
    "check_standards",
    "find_classes",
    "find_talent",
]

POLICIES: Final = {p.name: p for p in (PROFILE_MATCHING, SYMMETRIC, NEVER_PUNISH_EXCEEDING)}


def check_posts(posts: Iterable[Post], problems: list[Problem]) -> tuple[Post, ...]:
    """Return the posts, each once."""
    found, first = [], dict[str, int]()
    for i, post in enumerate((posts,) if isinstance(posts, Post) else posts):
        if not isinstance(post, Post):
            problems.append(Problem(f"posts[{i}]", f"{type(post).__name__} instead of Post"))
        elif first.setdefault(post.id, i) != i:
            message = f"{post.id!r:.40} stands at posts[{first[post.id]}] too"
            problems.append(Problem(f"posts[{i}]", message, "every post once"))
        else:
            found.append(post)
    return tuple(found)


def check_policy(policy: object, problems: list[Problem]) -> GapPolicy:
    """Return the policy; the usual one where what was given is none."""
    if isinstance(policy, GapPolicy):
        return policy
    if isinstance(policy, str) and policy in POLICIES:
        return POLICIES[policy]
    if isinstance(policy, str):
        problems.append(Problem("policy", f"unknown policy {policy!r:.40}", near(policy, POLICIES)))
    else:
        problems.append(Problem("policy", f"{type(policy).__name__} instead of GapPolicy"))
    return PROFILE_MATCHING


def find_talent(
    talent: str | bool,  # noqa: FBT001 - a name, or whether at all
    law: Snapshot,
    problems: list[Problem],
) -> str | None:
    """Return the rule of the talent value."""
    if isinstance(talent, str):
        if law.rule_type(talent).kind is not Kind.NUMBER:
            problems.append(Problem("talent", f"{talent!r:.60} does not answer with a number"))
            return None
        return talent
    found = [
        name
        for name, rule in law.latest.items()
        if rule.question is Question.TALENT and len(_numbers_read(name, law)) > 1
    ]
    if talent and len(found) != 1:
        message = f"several rules join numbers: {', '.join(found)}" if found else "no rule found"
        problems.append(Problem("talent", message, "talent=... names one, or False for none"))
    return found[0] if talent and len(found) == 1 else None


def _numbers_read(rule: str, law: Snapshot) -> set[str]:
    """Return the rules whose numbers a rule that gives a number reads itself."""
    if law.rule_type(rule).kind is not Kind.NUMBER:
        return set()
    read = {n.rule for n in walk(law.version(rule).node) if isinstance(n, Answer)}
    return {name for name in read if law.rule_type(name).kind is Kind.NUMBER}


def check_rules(rules: str | Rule | Iterable[str | Rule], law: Snapshot) -> tuple[str, ...]:
    """Return the names of rules that say yes or no.

    Raises:
        InvalidInputError: rules of another kind.
    """
    names = tuple(names_of(rules, law))
    problems = [
        Problem(f"rules[{i}]", f"{name!r:.60} does not answer yes or no")
        for i, name in enumerate(names)
        if law.rule_type(name).kind is not Kind.FLAG
    ]
    if problems:
        raise InvalidInputError(problems)
    return names


def check_standards(
    posts: tuple[Post, ...], policy: GapPolicy, talent: str | None, problems: list[Problem]
) -> None:
    """Note posts whose match nobody can tell, and policies that do not fit."""
    for i, post in enumerate(posts):
        standard, where = post.position.standard, f"posts[{i}].position.standard"
        if standard is None or not len(standard):
            problems.append(Problem(where, "is missing", "the competencies that the post requires"))
        elif standard.scale != policy.scale:
            message = f"scale {standard.scale}, policy {policy.scale}"
            problems.append(Problem(where, message, "one scale for all"))
    scores = [policy.score(gap) for gap in range(-policy.scale, policy.scale + 1)]
    if max(scores) <= 0:
        problems.append(Problem("policy.table", "no score is over 0", "a match is a part of it"))
    elif min(scores) < 0 and talent is not None:
        hint = "a higher talent value would count less: scores from 0, or talent=False"
        problems.append(Problem("policy.table", "has scores under 0", hint))


def find_classes(
    posts: tuple[Post, ...], named: tuple[str, ...] | None, rulebook: Rulebook, as_of: dt.date
) -> tuple[list[tuple[Post, tuple[str, ...] | None]], list[int]]:
    """Return the classes of posts: those of which the rules and the facts of the post agree."""
    law = rulebook.law(as_of)
    classes: dict[object, int] = {}
    of_rules: dict[tuple[str, ...] | None, list[str]] = {}
    found: list[tuple[Post, tuple[str, ...] | None]] = []
    class_of = []
    for post in posts:
        rules = named
        if rules is None:
            about = rulebook.rules_for(Question.APPOINT, post, as_of)
            flags = (r.name for r in about if law.rule_type(r.name).kind is Kind.FLAG)
            rules = tuple(flags) or None
        if rules not in of_rules:
            facts = facts_asked(list(rules or ()), law)
            of_rules[rules] = [f.name for f in facts if f.subject is Subject.POST]
        names = of_rules[rules]
        view = rulebook.view({}, as_of, post=post) if names else None
        key = (rules, *(view.get(name) for name in names if view is not None))
        if key not in classes:
            classes[key] = len(found)
            found.append((post, rules))
        class_of.append(classes[key])
    return found, class_of
