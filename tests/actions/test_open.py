"""Running an editor: which one, on what terminal, with what outcome. The editors are small scripts."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.actions.browser import Browsed, browse
from tui.actions.editor import Opened, Opening, choose, open_in_editor
from tui.actions.editors import Lands
from tui.actions.location import Location
from tui.actions.programs import feed
from tui.i18n import Language, catalog_for

LONG_ENOUGH = 10.0
"""Seconds to wait for another process before a test gives up."""


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def script(folder: Path, name: str, body: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o700)


def environment(tools: Path, **more: str) -> dict[str, str]:
    return {"PATH": f"{tools}{os.pathsep}/usr/bin{os.pathsep}/bin", **more}


CHOICES = {
    "strongest": ({"XUNJU_EDITOR": "a", "VISUAL": "b", "EDITOR": "c"}, "a"),
    "visual": ({"VISUAL": "b", "EDITOR": "c"}, "b"),
    "editor": ({"EDITOR": "c -x"}, "c -x"),
    "blank-is-unset": ({"VISUAL": " ", "EDITOR": "c"}, "c"),
    "first-installed": ({}, "vim"),
}


@pytest.mark.parametrize(("env", "editor"), CHOICES.values(), ids=CHOICES.keys())
def test_the_strongest_setting_names_the_editor(env: dict[str, str], editor: str) -> None:
    assert choose(env, lambda name: name if name in ("nano", "vim") else None) == editor


def test_no_editor_at_all(tmp_path: Path) -> None:
    opened = open_in_editor(Location(Path("/f")), {"PATH": str(tmp_path)})
    assert opened.result is Opening.NONE


def test_a_terminal_editor_runs_while_the_interface_is_suspended(tools: Path, tmp_path: Path) -> None:
    script(tools, "vim", f'printf "%s\\n" "$@" > "{tmp_path}/words"; echo ran >> "{tmp_path}/order"')

    @contextmanager
    def suspend() -> Iterator[None]:
        with (tmp_path / "order").open("a") as order:
            order.write("suspended\n")
        yield
        with (tmp_path / "order").open("a") as order:
            order.write("resumed\n")

    path = tmp_path / "名 字\n'\"$(id)%#.md"
    opened = open_in_editor(Location(path, 3, 8, 16, 8, 12), environment(tools, EDITOR="vim -n"), suspend)
    assert (opened.result, opened.editor, opened.lands) == (Opening.OPENED, "vim", Lands.COLUMN)
    assert (tmp_path / "order").read_text() == "suspended\nran\nresumed\n"
    assert (tmp_path / "words").read_text() == f"-n\n+call cursor(3,16)|normal! zvzz\n{path}\n"


def test_a_graphical_editor_is_set_free_without_suspending(tools: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script(tools, "code", f'printf "%s " "$@" > "{pipe}"')

    def suspend() -> Iterator[None]:
        raise AssertionError("suspended")

    env = environment(tools, VISUAL="code --wait")
    # It blocks on the pipe until somebody reads, so returning shows that nobody waited for it.
    opened = open_in_editor(Location(Path("/f"), 3, 8, 16, 9, 12), env, suspend)  # type: ignore[arg-type]
    assert opened.result is Opening.OPENED
    assert pipe.read_text() == "--wait --goto /f:3:9 "


def test_an_editor_that_is_not_installed(tools: Path) -> None:
    opened = open_in_editor(Location(Path("/f")), environment(tools, EDITOR="no-such-editor -x"))
    assert (opened.result, opened.editor) == (Opening.MISSING, "no-such-editor")


def test_an_editor_that_ends_with_an_error(tools: Path) -> None:
    script(tools, "grumpy", "exit 3")
    opened = open_in_editor(Location(Path("/f")), environment(tools, EDITOR="grumpy"))
    assert (opened.result, opened.status) == (Opening.FAILED, 3)


def test_an_editor_that_cannot_be_started(tools: Path) -> None:
    program = tools / "broken"
    program.write_text("#!/no/such/interpreter\n")
    program.chmod(0o700)
    opened = open_in_editor(Location(Path("/f")), environment(tools, EDITOR="broken"))
    assert (opened.result, opened.error) == (Opening.ERROR, "ENOENT")


@pytest.mark.parametrize(
    "editor",
    [
        "note; touch made",
        "note $(touch made) {path}",
        "note `touch made` {path}",
        "note {path} > made",
        "note {path} && touch made",
        "note | tee made",
    ],
)
def test_no_shell_ever_sees_a_setting_or_a_name(tools: Path, tmp_path: Path, editor: str) -> None:
    script(tools, "note", f'printf "%s\\n" "$@" > "{tmp_path}/said"')
    folder = tmp_path / "cwd"
    folder.mkdir()
    name = "$(touch made)`touch made`;touch made"
    env = environment(tools, EDITOR=editor) | {"PWD": str(folder)}
    with contextlib.chdir(folder):
        open_in_editor(Location(folder / name), env)
    assert list(folder.iterdir()) == []
    if (tmp_path / "said").exists():
        assert str(folder / name) in (tmp_path / "said").read_text("utf-8").splitlines()


def test_a_setting_with_an_open_quote(tools: Path) -> None:
    opened = open_in_editor(Location(Path("/f")), environment(tools, EDITOR="vim 'x"))
    assert opened.result is Opening.BAD_COMMAND


def test_an_interrupt_is_the_editors(tools: Path, tmp_path: Path) -> None:
    script(tools, "busy", f'trap "" INT; kill -INT {os.getpid()}; echo done > "{tmp_path}/done"')
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        opened = open_in_editor(Location(Path("/f")), environment(tools, EDITOR="busy"))
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert opened.result is Opening.OPENED
    assert (tmp_path / "done").exists()


def test_the_editor_itself_can_be_interrupted(tools: Path) -> None:
    script(tools, "plain", "kill -INT $$; exit 7")
    opened = open_in_editor(Location(Path("/f")), environment(tools, EDITOR="plain"))
    assert opened.status == -signal.SIGINT


LANDINGS = {
    Lands.COLUMN: "Opened in vi at line 12, column 8",
    Lands.LINE: "Opened in vi at line 12",
    Lands.FILE: "Opened in vi, which takes no line: go to line 12",
}


@pytest.mark.parametrize(("lands", "notice"), LANDINGS.items())
def test_it_is_told_how_near_an_editor_comes(lands: Lands, notice: str) -> None:
    opened = Opened(Opening.OPENED, "vi", lands)
    assert opened.notice(catalog_for(Language.EN), Location(Path("/f"), 12, 8)) == notice


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("result", Opening)
@pytest.mark.parametrize("lands", Lands)
def test_every_outcome_has_a_notice(language: Language, result: Opening, lands: Lands) -> None:
    opened = Opened(result, "vim", lands, 1, "EACCES" if result is Opening.ERROR else "")
    notice = opened.notice(catalog_for(language), Location(Path("/f"), 12, 8))
    assert not notice.startswith("editor.")
    assert "{" not in notice


TROUBLE = {
    Opened(Opening.NONE): "No editor found",
    Opened(Opening.MISSING, "ed"): "“ed” is not installed",
    Opened(Opening.BAD_COMMAND, "ed 'x"): "“ed 'x”",
    Opened(Opening.FAILED, "ed", status=3): "status 3",
    Opened(Opening.ERROR, "ed", error="EACCES"): "could not be started: permission denied",
    Opened(Opening.ERROR, "ed", error="EUNHEARD"): "could not be started: system error EUNHEARD",
}


@pytest.mark.parametrize(("opened", "told"), TROUBLE.items(), ids=lambda one: getattr(one, "result", ""))
def test_it_is_told_why_an_editor_did_not_open(opened: Opened, told: str) -> None:
    assert told in opened.notice(catalog_for(Language.EN), Location(Path("/f"), 12, 8))


def test_a_helper_that_hangs_is_ended(tools: Path) -> None:
    script(tools, "sleepy", "exec sleep 600")
    began = time.monotonic()
    assert feed(["sleepy"], b"x", environment(tools), patience=0.2) is False
    assert time.monotonic() - began < LONG_ENOUGH


@contextmanager
def typed_ahead(text: bytes) -> Iterator[None]:
    """Something waits on standard input."""
    before, (ours, theirs) = os.dup(0), os.pipe()
    os.write(theirs, text)
    os.close(theirs)
    os.dup2(ours, 0)
    os.close(ours)
    try:
        yield
    finally:
        os.dup2(before, 0)
        os.close(before)


def test_a_browser_has_no_hand_on_the_terminal(
    tools: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    body = f'given=$(cat); echo noise; echo noise >&2; printf "%s" "$1 $given" > "{pipe}"'
    script(tools, "xdg-open", body)
    env = environment(tools, DISPLAY=":0")
    with typed_ahead(b"q"):
        assert browse("https://example.org/?a=$(id)", lambda _: None, env) is Browsed.OPENED
        assert pipe.read_text() == "https://example.org/?a=$(id) "
    assert capfd.readouterr() == ("", "")


def test_a_helper_has_no_hand_on_the_terminal(
    tools: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    script(
        tools,
        "nosy",
        f'cat > "{tmp_path}/given"; echo noise; echo noise >&2; ps -o sid= -p $$ > "{tmp_path}/sid" || true',
    )
    assert feed(["nosy"], "句".encode(), environment(tools))
    assert (tmp_path / "given").read_text(encoding="utf-8") == "句"
    if shutil.which("ps"):
        assert int((tmp_path / "sid").read_text()) != os.getsid(0)
    assert capfd.readouterr() == ("", "")
