"""The examples in the documents and in the docstrings run as tests.

Every document and every module starts from an empty namespace. The run without extras has no
Sybil, and leaves these examples to the full run.
"""

import doctest
import re

try:
    from sybil import Sybil
except ImportError:
    pass
else:
    from sybil.document import PythonDocStringDocument
    from sybil.evaluators.doctest import DocTestEvaluator
    from sybil.parsers.abstract import DocTestStringParser
    from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
    from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer
    from sybil.parsers.rest import DocTestParser
    from sybil.sybil import SybilCollection

    PROMPTS = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS))
    FENCES = RawFencedCodeBlockLexer(re.compile(r"[^\n]*\n"))

    class ConsoleBlockParser(CodeBlockParser):
        """Read ```pycon fences, which Sybil's own Markdown parsers pass over in silence."""

        language = "pycon"

        def __call__(self, document):
            for block in super().__call__(document):
                pieces = doctest.DocTestParser().parse(block.parsed)
                if idle := "".join(piece for piece in pieces if isinstance(piece, str)).strip():
                    line = document.line_column(block.start)
                    raise ValueError(f"{document.path}, {line}: not part of any example: {idle!r}")
                for example in PROMPTS(block.parsed, document.path):
                    example.adjust(block, block.parsed)
                    yield example

    def read_bare_prompts(document):
        """Read the prompts that stand outside every fence."""
        text = document.text
        for fence in FENCES(document):
            blank = re.sub(r"[^\n]", " ", text[fence.start : fence.end])
            text = text[: fence.start] + blank + text[fence.end :]
        return PROMPTS(text, document.path)

    MARKDOWN = [
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS),
        ConsoleBlockParser(),
        read_bare_prompts,
    ]

    pytest_collect_file = SybilCollection(
        [
            Sybil(MARKDOWN, pattern="README*.md"),
            Sybil(MARKDOWN, pattern="*.md", path="docs"),
            Sybil(
                [DocTestParser(doctest.ELLIPSIS)],
                pattern="*.py",
                path="src",
                document_types={".py": PythonDocStringDocument},
            ),
        ]
    ).pytest()
