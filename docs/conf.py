"""Sphinx settings. The pages read well without it, too."""

import re
import runpy
from importlib.metadata import version as version_of
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.errors import ExtensionError

project = "asn_career"
author = "the asn_career contributors"
project_copyright = author
release = version = version_of("asn-career")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_attr_annotations = False  # the signature has them
napoleon_use_ivar = True
napoleon_custom_sections = ["Source"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "asn_career"
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["pages.css"]
add_module_names = False

# What a browser would fetch by itself; a link that a reader may follow is no load.
LOADS = re.compile(
    r"""<(?:iframe|img|link|script|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^"']*"""
    r"""|(?:@import|url\()\s*["']?(?:https?:)?//[^"')]*"""
)


def refuse_foreign_loads(app: Sphinx, exception: Exception | None) -> None:
    """Fail where a page loads anything from elsewhere."""
    built = (p for p in Path(app.outdir).rglob("*") if p.suffix in {".html", ".css"})
    for page in () if exception else sorted(built):
        if found := LOADS.search(page.read_text(encoding="utf-8")):
            message = f"{page.name} loads from elsewhere: {found.group()}"
            raise ExtensionError(message)


def draw_gallery(app: Sphinx) -> None:
    """Draw the pictures of the gallery, which no commit holds."""
    folder = Path(app.srcdir) / "gallery"
    runpy.run_path(str(folder / "draw.py"))["draw_all"](folder / "pictures")


def setup(app: Sphinx) -> None:
    """Connect the pictures and the check, and show mermaid text as it is."""
    app.add_lexer("mermaid", TextLexer)
    for field in PyObject.doc_field_types:
        if field.name == "variable":  # else an attribute links to any other of its name
            field.rolename = ""
    app.connect("builder-inited", draw_gallery)
    app.connect("build-finished", refuse_foreign_loads)
