"""`xunju completion SHELL`: the script by which a shell completes what follows `xunju`.

The rule: what may be typed is asked of the parsers of the commands, so that a script knows whatever they
know; how a shell is told stands in the file for that shell, whose marks (`@commands@`) are filled in here.
"""

from __future__ import annotations

import re
from argparse import Action
from collections.abc import Iterable, Mapping
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from tui.cli.commands import COMMANDS, PICK, VALUED
from tui.cli.console import Console
from tui.cli.parser import COMMAND, FILE, FOLDER, QUERY, SHELL, Options, Parser
from tui.i18n import Catalog

INSTEAD = ("--batch", "--saved")
"""Options of a search that stand in place of its query."""

END = "none"
"""What may follow the last word of a command that takes no folders."""


def arguments(parser: Parser) -> None:
    parser.words(SHELL)


def run(options: Options, console: Console) -> int:
    """Returns 0, or 2 where no shell is named that there is a script for."""
    if len(options.words) != 1 or options.words[0] not in SHELLS:
        console.complain(console.text("cli.no-shell", known=console.text("list.comma").join(SHELLS)))
        return 2
    shell = options.words[0]
    template = (Path(__file__).parent / f"script.{shell}").read_text("utf-8")
    filled = SHELLS[shell](_known(console), console.text)
    console.out(re.sub("@([a-z]+)@", lambda mark: filled[mark[1]], template).rstrip("\n"))
    return 0


class Known(NamedTuple):
    """All that may be typed. A kind of words is its key in the catalogue, without `cli.`."""

    parsers: Mapping[str, Parser]
    """Those of the commands; to pick is one of them."""
    kinds: Mapping[str, list[str]]
    """What the words of each command are; of the last kind there may be any number."""
    values: Mapping[str, list[str]]
    """The words of a kind, where they are known."""

    @property
    def names(self) -> list[str]:
        return [name for name in COMMANDS if name]

    @property
    def valued(self) -> list[str]:
        """Options that take a value, behind their command where another has one of that name without."""
        pairs = [(name, option) for name, parser in self.parsers.items() for option in parser.kinds]
        return [*sorted(VALUED), *(f"{name} {option}" for name, option in pairs if option not in VALUED)]

    def value(self, name: str, option: Action) -> str:
        """What kind the value of an option is of; empty where it takes none."""
        return _kind(self.parsers[name].kinds.get(option.option_strings[-1], ""))


def _known(console: Console) -> Known:
    from index import Order
    from tui.cli.dispatch import command_named
    from tui.forms import Form

    parsers = {name: command_named(name, console.text)[1] for name in COMMANDS}
    parsers[PICK] = parsers[""]
    taken = {name: parser.taken for name, parser in parsers.items()} | {PICK: (QUERY, FOLDER)}
    kinds = {name: [*map(_kind, words), *([] if FOLDER in words else [END])] for name, words in taken.items()}
    values = {"order": [*Order], "format": [*Form, *console.settings.template_names], "shell": [*SHELLS]}
    return Known(parsers, kinds, values)


def _kind(key: str) -> str:
    return key.removeprefix("cli.")


def _bash(known: Known, text: Catalog) -> dict[str, str]:
    cases = (
        f"{quote(name)}) kinds=({' '.join(known.kinds[name])}) options={quote(' '.join(_spelt(parser)))} ;;"
        for name, parser in known.parsers.items()
    )
    options = {option: _kind(key) for one in known.parsers.values() for option, key in one.kinds.items()}
    return _patterns(known) | {
        "cases": _rows(cases),
        "options": _rows(f"{option}) kind={kind} ;;" for option, kind in options.items()),
        "values": _rows(f"{kind}) _xunju_among {_quoted(words)} ;;" for kind, words in known.values.items()),
    }


def _zsh(known: Known, text: Catalog) -> dict[str, str]:
    cases: list[str] = []
    for name, parser in known.parsers.items():
        cases += [f"{quote(name)})", f"  kinds=({' '.join(known.kinds[name])})", "  options=("]
        for option in parser.options():
            kind = known.value(name, option)
            value = f":{_colonless(str(option.metavar))}: _xunju_kind {kind}" if kind else ""
            about = f"{'=' if kind else ''}[{_colonless(option.help or '')}]{value}"
            once = f"({' '.join(option.option_strings)})"
            cases += [f"    {quote(once + spelt + about)}" for spelt in option.option_strings]
        cases.append("  ) ;;")
    return _patterns(known) | {
        "cases": _rows(cases),
        "briefs": _quoted(f"{name}:{_colonless(text(f'cli.brief-{name}'))}" for name in known.names),
        "label": quote(text(COMMAND)),
        "values": _rows(f"{kind}) compadd -- {_quoted(words)} ;;" for kind, words in known.values.items()),
    }


def _fish(known: Known, text: Catalog) -> dict[str, str]:
    folder, command, file, shell = map(_kind, (FOLDER, COMMAND, FILE, SHELL))
    words = {folder: "-x -a '(__fish_complete_directories)'", file: "-r -F"}
    for kind, values in known.values.items():
        # Behind the tab fish is told what to say of a value, which is nothing.
        words[kind] = "-x -k -a " + _single(" ".join(quote(one) + r"\t" for one in values))
    takes = {f"{folder} {command}": words[folder], file: words[file], shell: words[shell]}
    lines = [f"-n '_xunju_takes {kinds}' {taken}" for kinds, taken in takes.items()]
    briefs = {name: _single(text(f"cli.brief-{name}")) for name in known.names}
    lines += [f"-n '_xunju_takes {command}' -a {name} -d {brief}" for name, brief in briefs.items()]
    options: dict[str, list[str]] = {}
    for name, parser in known.parsers.items():
        for option in parser.options():
            kind = known.value(name, option)
            spelt = (f"-{'l' if one[1] == '-' else 's'} {one.lstrip('-')}" for one in option.option_strings)
            value = [words.get(kind, "-x")] if kind else []
            told = " ".join([*spelt, *value, "-d", _single(option.help or "")])
            options.setdefault(told, []).append(quote(name))
    lines += [f'-n "_xunju_in {" ".join(names)}" {told}' for told, names in options.items()]
    return {
        "commands": " ".join(known.names),
        "instead": " ".join(INSTEAD),
        "valued": _quoted(known.valued),
        "cases": _rows(
            f"case {quote(name)}; set kinds {' '.join(words)}" for name, words in known.kinds.items()
        ),
        "completions": "\n".join(f"complete -c xunju {line}" for line in lines),
    }


SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""The shells that there is a script for, and what fills in the marks of each."""


def _patterns(known: Known) -> dict[str, str]:
    """What is the same in bash and zsh."""
    valued = (f"*{quote(f' {one}')}" if one in VALUED else quote(one) for one in known.valued)
    return {
        "commands": " ".join(known.names),
        "instead": " | ".join(INSTEAD),
        "valued": " | ".join(valued),
    }


def _spelt(parser: Parser) -> list[str]:
    return [name for option in parser.options() for name in option.option_strings]


def _colonless(words: str) -> str:
    """A text as a part of what zsh takes apart at colons and brackets."""
    return re.sub(r"([\\:\[\]])", r"\\\1", words)


def _single(words: str) -> str:
    """A text between the single quotation marks of fish."""
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(words: Iterable[str]) -> str:
    return " ".join(map(quote, words))


def _rows(lines: Iterable[str]) -> str:
    """Lines in the place of a mark that is indented."""
    return "\n    ".join(lines)
