"""Letting one of many be chosen over a screen: of the commands, of what was told, or of what a caller has.

The rule: the list is loaded when it is first asked for, and where nothing is chosen nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui.choices import Choice, Choosing
from tui.keyboard import key_name, keyboard_of
from tui.keys import Where
from tui.screens.acting import ActingScreen


def choose(screen: ActingScreen, asked: Choosing, take: Callable[[str], object]) -> None:
    """Let one be chosen, and do something with it."""
    from tui.screens.chooser import Chooser

    def taken(chosen: str | None) -> None:
        if chosen is not None:
            take(chosen)

    screen.app.push_screen(Chooser(screen.say, asked), taken)


def choose_command(screen: ActingScreen) -> None:
    """Let one of all commands be chosen, and run it."""
    say = screen.say
    choices = [
        Choice(
            say(key.description),
            key.action,
            "  ".join(key_name(name, say) for name in key.keys),
            name=say(key.label) if key.foot else "",
        )
        for key in keyboard_of(screen).keys
        if key.where is Where.SCREEN and key.id != "palette"
    ]
    choose(screen, Choosing("palette.title", choices), partial(screen.call_later, screen.run_action))


def choose_notice(screen: ActingScreen) -> None:
    """Let what was told be read again, and one of it copied."""
    told = reversed(screen.told_before)
    choices = [Choice(one.text, one.text, when, one.bad) for when, one in told]
    asked = Choosing("notices.title", choices, keys="chooser.keys-copy", nothing="notices.nothing")
    choose(screen, asked, screen.copy)
