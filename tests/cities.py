"""A small agency of invented people with a graph and a route, that several test files share."""

import datetime as dt

from asn_career import CareerGraph, assume_good_standing, find_routes, national_rulebook, samples

AS_OF, UNTIL = dt.date(2026, 11, 21), dt.date(2036, 11, 21)
LAW = national_rulebook()


def graph_of(city):
    positions = {post.position.id: post.position for post in city.posts}
    return CareerGraph(positions.values(), LAW, AS_OF)


def head_of(city):
    return city.post("bappeda-kepala")


def at_level(city, level):
    """Return the people who hold a position of a level, by id."""
    found = []
    for person in city.employees:
        held = person.appointment_on(AS_OF)
        if held is not None and held.position.level.value == level:
            found.append(person)
    return found


def good(city, person, target):
    """Return the assumption of good standing on the way to a head of agency."""
    steps = {
        post.position.level: post.position
        for post in city.posts
        if post.position.level.value in {"administrator", "jpt_pratama"}
        and set(post.all_fields) & set(target.all_fields)
    }
    return assume_good_standing(person, AS_OF, UNTIL, positions=steps.values())


CITY = samples.surakarta(employees=600)


def _routes():
    graph, target = graph_of(CITY), head_of(CITY)
    for person in at_level(CITY, "pengawas"):
        assume = good(CITY, person, target)
        found = find_routes(person, target, AS_OF, UNTIL, graph=graph, assume=assume)
        if found.routes and found.best().moves > 1:
            return found
    raise AssertionError


ROUTES = _routes()
