"""Settings of the property tests; which tests are about this repository."""

from pathlib import Path

from hypothesis import settings

# No deadline: a busy machine is no wrong answer.
settings.register_profile("asn_career", deadline=None)
settings.load_profile("asn_career")

# About this repository itself. All others are the public part: they pass with the wheel alone.
WORKSHOP = [
    "test_bench.py",
    "test_docs_examples.py",
    "test_embed_django.py",
    "test_embed_duckdb.py",
    "test_embed_fastapi.py",
    "test_embed_notebook.py",
    "test_engines.py",
    "test_examples.py",
    "test_gallery.py",
    "test_house.py",
    "test_law_pages.py",
    "test_outside_package.py",
    "test_spark.py",
]
collect_ignore = [] if (Path(__file__).parent.parent / "src").is_dir() else WORKSHOP
