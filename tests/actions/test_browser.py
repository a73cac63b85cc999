"""Addresses from documents: which are opened, and how."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from tui.actions.browser import Browsed, at_moment, browse, is_web_address

ADDRESSES = {
    "https://example.org/文?a=1&b=$(id)#x": True,
    "http://example.org": True,
    "https://[::1]:8080/": True,
    "javascript:alert(1)": False,
    "file:///etc/passwd": False,
    "data:text/html,x": False,
    "ftp://example.org": False,
    "--help": False,
    "example.org": False,
    "https://": False,
    "https:///path": False,
    "https://[oops": False,
    "https://example.org/a b": False,
    "https://example.org/\x1b]0;x\x07": False,
    "https://example.org/\n": False,
    "https://example.org/\u202e": False,
}


@pytest.mark.parametrize(("url", "good"), ADDRESSES.items())
def test_only_web_addresses_are_opened(url: str, good: bool) -> None:
    assert is_web_address(url) is good


MOMENTS = {
    "https://www.youtube.com/watch?v=a_b&list=x": "https://www.youtube.com/watch?v=a_b&list=x&t=83",
    "https://youtu.be/a_b?t=5": "https://youtu.be/a_b?t=83",
    "https://m.bilibili.com/video/BV1": "https://m.bilibili.com/video/BV1?t=83",
    "https://example.org/talk.MP3?key=1": "https://example.org/talk.MP3?key=1#t=83",
    "https://example.org/talk": "https://example.org/talk",
    "https://notyoutube.com/watch?v=1": "https://notyoutube.com/watch?v=1",
    "file:///talk.mp3": "file:///talk.mp3",
    "": "",
}


@pytest.mark.parametrize(("url", "expected"), MOMENTS.items())
def test_a_recording_begins_where_a_row_of_it_is_said(url: str, expected: str) -> None:
    assert at_moment(url, 83.9) == expected


class Desk:
    def __init__(self, *works: str) -> None:
        self.works = works
        self.started: list[tuple[str, ...]] = []
        self.copied: list[str] = []

    def start(self, words: Sequence[str]) -> None:
        if words[0] not in self.works:
            raise FileNotFoundError(words[0])
        self.started.append(tuple(words))


URL = "https://example.org/"
DESKS = {
    "display": ({"DISPLAY": ":0"}, ("xdg-open",), Browsed.OPENED),
    "wayland": ({"WAYLAND_DISPLAY": "w"}, ("xdg-open",), Browsed.OPENED),
    "programs-of-others": ({"DISPLAY": ":0"}, ("xdg-open", "open", "wslview"), Browsed.OPENED),
    "no-display": ({}, ("xdg-open",), Browsed.COPIED),
    "no-opener": ({"DISPLAY": ":0"}, (), Browsed.COPIED),
    "over-ssh": ({"DISPLAY": ":10", "SSH_TTY": "x"}, ("xdg-open",), Browsed.COPIED),
    "wsl": ({"WSL_DISTRO_NAME": "d", "DISPLAY": ":0"}, ("wslview", "xdg-open"), Browsed.OPENED),
}


@pytest.mark.parametrize(("env", "works", "expected"), DESKS.values(), ids=DESKS.keys())
def test_an_address_is_opened_where_there_is_a_display_else_copied(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], works: tuple[str, ...], expected: Browsed
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    desk = Desk(*works)
    assert browse(f" {URL} ", desk.copied.append, env, desk.start) is expected
    if expected is Browsed.OPENED:
        assert desk.started == [(works[0], URL)]
    else:
        assert desk.copied == [URL]


def test_a_mac_has_an_opener_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    desk = Desk("open")
    assert browse(URL, desk.copied.append, {}, desk.start) is Browsed.OPENED
    assert desk.started == [("open", URL)]


@pytest.mark.parametrize(("url", "expected"), [("", Browsed.NONE), ("file:///x", Browsed.REFUSED)])
def test_what_is_not_opened_is_not_copied_either(url: str, expected: Browsed) -> None:
    desk = Desk("xdg-open")
    assert browse(url, desk.copied.append, {"DISPLAY": ":0"}, desk.start) is expected
    assert not desk.started
    assert not desk.copied
