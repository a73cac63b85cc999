"""`xunju basket`: the quotations that were gathered, as Markdown, on standard output or in the editor."""

from __future__ import annotations

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.parser import Options, Parser
from tui.i18n import Catalog
from tui.memory import memory_in


def arguments(parser: Parser) -> None:
    parser.flag("--edit", without=["--path"], action="store_true", help="cli.opt-basket-edit")
    parser.flag("--path", action="store_true", help="cli.opt-basket-path")
    parser.flag("--clear", without=["--edit", "--path"], action="store_true", help="cli.opt-basket-clear")


def run(options: Options, console: Console) -> int:
    """Returns 0; 1 where nothing is in it; 2 where the editor cannot be started."""
    basket = memory_in(options.home).basket
    assert basket.path is not None
    if options.path:
        console.out(harmless(str(basket.path)))
        return 0
    if options.clear:
        basket.clear()
        console.say("cli.basket-cleared")
        return 0
    text = basket.text()
    if not text.strip():
        console.warn(_with_keys(console)("cli.basket-empty"))
        return 1
    if options.edit:
        from tui.cli.editing import edited

        return 0 if edited(basket.path, text, console) else 2
    console.out("\n".join(map(harmless, text.rstrip("\n").split("\n"))))
    sources = dict.fromkeys(entry.source for entry in basket.entries() if entry.source is not None)
    for source in sources:
        if not source.exists():
            console.say("gathered.gone", path=harmless(str(source)))
    return 0


def _with_keys(console: Console) -> Catalog:
    """What is said, with the keys of the interface as the settings have them."""
    from tui.keyboard import keyed, remapped

    return keyed(console.text, remapped(console.settings.keys)[0])
