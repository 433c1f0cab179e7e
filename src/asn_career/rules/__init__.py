"""The law: one module a topic, each with its ``FACTS`` and its ``RULES``."""
