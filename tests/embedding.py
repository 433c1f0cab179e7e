"""How the tests of the examples reach them, as a reader would run them."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def needs(group, *packages):
    """Skip a test file unless the packages of a dependency group of pyproject.toml are there."""
    for package in packages:
        pytest.importorskip(package, reason=f"needs the dependency group '{group}': ./dev examples")


def load(name):
    """Import one example by the name of its file."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(*args, folder=EXAMPLES, **env):
    """Run Python in the folder of an example; give its output, its complaints, its code."""
    found = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **env}
    done = subprocess.run(
        [sys.executable, *args], cwd=folder, env=found, capture_output=True, text=True, check=False
    )
    return done.stdout, done.stderr, done.returncode


def code_lines(*files):
    """Return how many lines an example has."""
    return sum(len((EXAMPLES / file).read_text("utf-8").splitlines()) for file in files)
