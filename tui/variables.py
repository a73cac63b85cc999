"""The variables of the environment that take a number, a size or one of few words.

The rule: what is wrong in one is told, and passed over wherever it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.troubles import Trouble


def _is_size(value: str) -> bool:
    from index import byte_count

    return byte_count(value) > 0


VARIABLES: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "XUNJU_MAX_BYTES": ("bytes", _is_size),
    "XUNJU_PROCESSES": ("variable", str.isdecimal),
    "XUNJU_LANG": ("language", lambda value: value.lower()[:2] in ("zh", "en")),
    "XUNJU_THEME": ("theme", lambda value: value.lower() in ("light", "dark")),
}
"""What may stand in each, and the code of the trouble where that does not."""


def amiss(env: Mapping[str, str]) -> tuple[Trouble, ...]:
    """What is wrong in the variables that are set."""
    given = {name: value for name in VARIABLES if (value := env.get(name, "").strip())}
    return tuple(
        Trouble(code, name, detail=given[name])
        for name, (code, fits) in VARIABLES.items()
        if name in given and not fits(given[name])
    )
