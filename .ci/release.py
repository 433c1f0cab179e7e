"""Builds the wheel and the sdist and checks them as a stranger would meet them.

`./dev release` runs it. Nothing here imports the library from this folder: the public part of the
tests runs from the unpacked sdist, against the installed wheel, without any extra; by default the
cases of the law, the rulebook and the statement, with ``--all`` every test of it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUICK = ("test_law_cases.py", "test_rulebook.py", "test_statement.py")
EPOCH = "1767225600"  # the times in the archives, whenever they are built
MADE_BY_THE_BUILD = {"PKG-INFO"}
NO_EXTRAS = """
import datetime as dt, importlib.util, asn_career
assert "site-packages" in asn_career.__file__, asn_career.__file__
for extra in ("cattrs", "narwhals", "numpy", "pyarrow", "scipy"):
    assert importlib.util.find_spec(extra) is None, extra
law, day = asn_career.national_rulebook(), dt.date(2026, 11, 21)
person = asn_career.samples.regency(employees=700).employees[40]
assert law.score("retirement.pension_day", person, day).verify()
try:
    from asn_career import tables
except asn_career.MissingExtraError as error:
    assert "asn-career[tables]" in str(error)
else:
    raise AssertionError("tables without their extra")
"""


def say(words: str) -> None:
    """Tell what is checked next."""
    print(f"-- {words}", flush=True)


def run(*command: str | Path, cwd: Path, quiet: bool = False, **more: str) -> str:
    """Run a command away from this folder; stop with its output where it fails."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | more
    out = subprocess.PIPE if quiet else None
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=env, text=True, stdout=out, stderr=out, check=False
    )
    if done.returncode:
        sys.exit(f"Failed: {command[0]} {command[1]} …\n{done.stdout or ''}{done.stderr or ''}")
    return done.stdout or ""


def build(source: Path, folder: Path) -> tuple[Path, Path]:
    """Build the sdist, and from it the wheel."""
    run(
        sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, source,
        cwd=folder.parent, quiet=True, SOURCE_DATE_EPOCH=EPOCH,
    )  # fmt: skip
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def digest(path: Path) -> str:
    """Return the fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def compare(what: str, found: set[str], wanted: set[str]) -> None:
    """Stop where an archive holds something else than it should."""
    if found != wanted:
        extra, missing = sorted(found - wanted)[:9], sorted(wanted - found)[:9]
        sys.exit(f"The {what} holds what it should not: {extra}; it lacks {missing}")


def check_contents(wheel: Path, sdist: Path) -> None:
    """Check that the wheel is the package, the sdist the repository, and no path of ours is in."""
    listed = run(
        "git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT, quiet=True
    )
    kept = {name for name in listed.splitlines() if (ROOT / name).exists()}
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    compare("sdist", names - MADE_BY_THE_BUILD, kept)
    info = "-".join(wheel.name.split("-")[:2]) + ".dist-info/"
    package = {name.removeprefix("src/") for name in kept if name.startswith("src/asn_career/")}
    own = {info + name for name in ("METADATA", "RECORD", "WHEEL", "licenses/LICENSE")}
    with zipfile.ZipFile(wheel) as files:
        compare("wheel", set(files.namelist()), package | own)
        for name in files.namelist():
            if str(ROOT).encode() in files.read(name):
                sys.exit(f"{name} in the wheel names this folder")
    if not {"asn_career/py.typed", "asn_career/data/instruments.toml"} <= package:
        sys.exit("The marker of types or the data are not in the package")


def main() -> None:
    """Run every check in turn; the archives end in ``dist``."""
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        work = Path(name)
        say("built, and built again from its own sdist, byte by byte")
        (work / "one").mkdir()
        wheel, sdist = build(ROOT, work / "one")
        with tarfile.open(sdist) as archive:
            # Python 3.11.2, as Debian 12 has it, knows no filter; the archive is our own.
            safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(work, **safely)  # noqa: S202 - see above
        unpacked = work / sdist.name.removesuffix(".tar.gz")
        (unpacked / "PKG-INFO").unlink()  # the build writes it again, beside one that is there
        (work / "two").mkdir()
        again = build(unpacked, work / "two")
        if [*map(digest, (wheel, sdist))] != [*map(digest, again)]:
            sys.exit("A second build gives other bytes")
        say("metadata, and what the archives hold")
        run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist, cwd=work, quiet=True)
        check_contents(wheel, sdist)

        say("a fresh environment without extras")
        run(sys.executable, "-m", "venv", work / "env", cwd=work)
        python = work / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
        install = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        run(*install, wheel, cwd=work)
        run(python, "-c", NO_EXTRAS, cwd=work)

        say("a package outside this tree, with a value, a fact and a rule of its own")
        outside = unpacked / "examples" / "outside_package"
        run(
            sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", work / "own",
            outside, cwd=work, quiet=True,
        )  # fmt: skip
        run(*install, "--no-deps", *(work / "own").glob("*.whl"), cwd=work)
        told = run(python, outside / "answer.py", cwd=work, quiet=True)
        for word in ("YES: Has served", "NO: Has served", "UNKNOWN: Has served", "No table"):
            if word not in told:
                sys.exit(f"The package outside did not answer {word!r}:\n{told}")

        say("the public part of the tests (see tests/conftest.py), from the sdist, with the wheel")
        run(*install, "pytest>=9", "hypothesis>=6.100", cwd=work)
        tests = work / "public"
        tests.mkdir()
        (unpacked / "tests").rename(tests / "tests")
        (tests / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
        chosen = ["tests"] if "--all" in sys.argv[1:] else [f"tests/{name}" for name in QUICK]
        run(python, "-m", "pytest", "-q", *chosen, cwd=tests)

        say("the tables of the package outside, with the extra of the wheel")
        run(*install, f"{wheel}[tables]", "polars>=1", cwd=work)
        told = run(python, outside / "answer.py", cwd=work, quiet=True)
        if "('E-1', 32, True, None)" not in told:
            sys.exit(f"The package outside did not answer for a table:\n{told}")

        (ROOT / "dist").mkdir(exist_ok=True)
        for made in (wheel, sdist):
            (ROOT / "dist" / made.name).write_bytes(made.read_bytes())
            say(f"dist/{made.name} {digest(made)}")


if __name__ == "__main__":
    main()
