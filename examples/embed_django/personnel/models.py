"""Tables of a personnel office, and how their rows become one record of the library."""

from django.db.models import CASCADE, CharField, DateField, ForeignKey, Model

import asn_career as asn


def words(vocabulary, **options):
    """Return a field whose choices are a closed vocabulary of the law."""
    return CharField(max_length=20, choices=[(w.value, w.text.id) for w in vocabulary], **options)


class Person(Model):
    key = CharField(primary_key=True, max_length=20)  # your own key, never the NIP
    birth_date = DateField()
    status, diploma = words(asn.Status), words(asn.Diploma, blank=True)
    golongan, rank_since = words(asn.Golongan), DateField()

    def as_record(self):
        """Return the record; it refuses every fault of the rows at once."""
        return asn.Employee(
            id=self.key,
            birth_date=self.birth_date,
            status=self.status,
            education=[asn.Education(diploma=self.diploma)] if self.diploma else (),
            ranks=[asn.RankHeld(golongan=self.golongan, since=self.rank_since)],
            appointments=[placement.as_record() for placement in self.placements.all()],
            appraisals=[appraisal.as_record() for appraisal in self.appraisals.all()],
        )


class Placement(Model):
    person = ForeignKey(Person, CASCADE, related_name="placements")
    job, unit = CharField(max_length=99), CharField(max_length=99)
    kind, since = words(asn.PositionKind), DateField()

    def as_record(self):
        job = asn.Position(id=self.job, name=self.job, kind=self.kind)
        return asn.Appointment(position=job, unit=self.unit, since=self.since)


class YearlyAppraisal(Model):
    person = ForeignKey(Person, CASCADE, related_name="appraisals")
    since, until, predicate = DateField(), DateField(), words(asn.Predikat)

    def as_record(self):
        return asn.Appraisal(since=self.since, until=self.until, predicate=self.predicate)
