"""Writes `requirements.lock` from what is installed: `python -m tools.lock`.

The lock is a list of constraints: exact versions of everything that the program or its tools pull
in, so that every machine installs the same.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
EXTRAS = ("", "dev", "linkify", "pyproject", "syntax")
"""Extras whose dependencies count."""

NOT_OURS = frozenset({"pip", "setuptools", "xunju"})
"""What a virtual environment brings along, and the project itself."""


def closure(name: str) -> dict[str, str]:
    """Every installed distribution that one needs, itself left out: normalised name → version."""
    versions: dict[str, str] = {}
    waiting = [name]
    while waiting:
        for requirement in distribution(waiting.pop()).requires or ():
            needed = re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()
            extra = re.search(r"extra\s*==\s*['\"](\w+)['\"]", requirement)
            if needed in NOT_OURS or needed in versions or (extra and extra[1] not in EXTRAS):
                continue
            try:
                versions[needed] = distribution(needed).version
            except PackageNotFoundError:
                continue
            waiting.append(needed)
    return versions


def main() -> int:
    rows = "".join(f"{name}=={version}\n" for name, version in sorted(closure("xunju").items()))
    LOCK.write_text(f"# Made by `make lock`: what Xunju and its tools are tested with.\n{rows}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
