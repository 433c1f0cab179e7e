"""Tell who may be promoted on a day, by key; with --person the reasons of one."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

import asn_career as asn
from personnel.models import Person


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("as_of", type=dt.date.fromisoformat)
        parser.add_argument("--person")

    def handle(self, *, as_of, person, **_):
        law, wrong = asn.national_rulebook(), []
        people = Person.objects.prefetch_related("placements", "appraisals").order_by("key")
        for row in people.filter(key=person) if person else people:
            try:
                lines = law.check("promotion.open", row.as_record(), as_of).lines()
                self.stdout.write("\n".join(lines) if person else f"{row.key}: {lines[0]}")
            except asn.InvalidInputError as error:
                wrong += [problem.inside(row.key) for problem in error.problems]
        if wrong:  # every fault of every row, after all answers
            raise CommandError(str(asn.InvalidInputError(wrong)))
