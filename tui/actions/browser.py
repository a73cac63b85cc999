"""Opening a web address, which comes from a document and is not to be trusted.

The rule: only http and https, never through a shell, and only where there is a display to open it on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui.actions.clipboard import is_remote
from tui.actions.programs import launch

_ASKED = ("youtube.com", "youtu.be", "bilibili.com")
"""Sites, those below them included, that begin a video at the seconds of `t` in what is asked of them."""

_PLAYED = (".mp3", ".m4a", ".aac", ".flac", ".ogg", ".oga", ".opus", ".wav", ".mp4", ".m4v", ".ogv", ".webm")
"""Suffixes of recordings that browsers play, from the seconds of `#t=` on (W3C, Media Fragments URI 1.0)."""


class Browsed(StrEnum):
    """How opening an address went. The message key is `browser.` and the value."""

    OPENED = "opened"
    COPIED = "copied"
    """There is no browser to open here, so the address was copied."""
    REFUSED = "refused"
    """It is no http or https address."""
    NONE = "none"
    """There is no address."""


def browse(
    url: str,
    copy: Callable[[str], object],
    env: Mapping[str, str],
    start: Callable[[Sequence[str]], None] | None = None,
) -> Browsed:
    """Open the address in the browser, or hand it to `copy` where there is none. Returns at once."""
    url = url.strip()
    if not url:
        return Browsed.NONE
    if not is_web_address(url):
        return Browsed.REFUSED
    run = start or (lambda words: launch(words, env))
    for program in _openers(env):
        try:
            run((program, url))
        except OSError:
            continue
        return Browsed.OPENED
    copy(url)
    return Browsed.COPIED


def at_moment(url: str, seconds: float) -> str:
    """The address of a recording, so that it begins so many seconds in; any other address as it is."""
    if not is_web_address(url):
        return url
    parts, moment = urlsplit(url), int(seconds)
    if any(f".{parts.hostname}".endswith(f".{site}") for site in _ASKED):
        asked = [(name, value) for name, value in parse_qsl(parts.query, True) if name != "t"]
        return parts._replace(query=urlencode([*asked, ("t", str(moment))])).geturl()
    if parts.path.lower().endswith(_PLAYED):
        return parts._replace(fragment=f"t={moment}").geturl()
    return url


def is_web_address(url: str) -> bool:
    """Whether it is an http or https address with a host and without blanks or control characters."""
    if any(character.isspace() or not character.isprintable() for character in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _openers(env: Mapping[str, str]) -> Iterator[str]:
    if is_remote(env):
        return
    if sys.platform == "darwin":
        yield "open"
    if env.get("WSL_DISTRO_NAME"):
        yield "wslview"
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        yield "xdg-open"
