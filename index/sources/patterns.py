"""The patterns of one ignore file, as git understands them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_ANY_FOLDER = GitIgnoreSpecPattern.pattern_to_regex("*/")[0]
_EVERYTHING = frozenset(GitIgnoreSpecPattern.pattern_to_regex(line)[0] for line in ("*", "**/*/**"))
"""The expressions that the library has for patterns without a name in them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of an ignore file. The library's expressions match whatever lies below a matching folder,
    too; a walk never gets there but past another pattern, which this one must not overrule."""

    regex: re.Pattern[str]
    excludes: bool
    all_below: bool
    """Whether the line says so itself, as `drafts/**` does."""

    def matches(self, path: str) -> bool:
        """Whether the line means this very path; that of a folder ends in a slash."""
        if self.regex.pattern == _ANY_FOLDER:
            return path.endswith("/")
        match = self.regex.search(path)
        return match is not None and (self.all_below or match.end() == len(path))


def patterns_in(data: bytes) -> tuple[Pattern, ...]:
    """The rules of one ignore file; a line that is not a pattern is passed over, as git does."""
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    patterns: list[Pattern] = []
    for line in text.split("\n"):
        line = line.removesuffix("\r")
        try:
            pattern = GitIgnoreSpecPattern(line)
        except ValueError:
            continue
        if pattern.regex is not None and pattern.include is not None:
            everything = pattern.regex.pattern in _EVERYTHING or line.rstrip().endswith("/**")
            patterns.append(Pattern(pattern.regex, pattern.include, everything))
    return tuple(reversed(patterns))
