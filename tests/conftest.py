"""Settings of the property tests."""

from hypothesis import settings

# No deadline: a busy machine is no wrong answer.
settings.register_profile("asn_career", deadline=None)
settings.load_profile("asn_career")
