"""How each editor is told the place: a table, and what holds for every path."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.actions.editors import BadCommandError, Editor, Lands
from tui.actions.location import Location

WHERE = Location(Path("/库/笔 记.md"), line=12, column=8, byte=16, utf16=9, cell=12)
PATH = "/库/笔 记.md"


def nowhere(_name: str) -> str | None:
    return None


VIM = ["+call cursor(12,16)|normal! zvzz", PATH]
EMACS = ["+12", PATH, "--eval", "(forward-char (1- 8))"]
WORDS = {
    "vim": ("vim", ["vim", *VIM]),
    "nvim-with-arguments": ("nvim -u NONE", ["nvim", "-u", "NONE", *VIM]),
    "vim-by-path": ("/usr/local/bin/vim", ["/usr/local/bin/vim", *VIM]),
    "vim-alternative": ("vim.basic", ["vim.basic", *VIM]),
    "vim-without-functions": ("vim.tiny", ["vim.tiny", "+normal! 12G12|zz", PATH]),
    "gvim": ("gvim -f", ["gvim", "-f", *VIM]),
    "stock-vi": ("vi", ["vi", "+12", PATH]),
    "emacs": ("emacs -nw", ["emacs", "-nw", *EMACS]),
    "emacs-with-version": ("emacs-29.1", ["emacs-29.1", *EMACS]),
    "emacsclient": ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+12:12", PATH]),
    "nano": ("nano", ["nano", "+12,12", PATH]),
    "micro": ("micro", ["micro", "+12:8", PATH]),
    "helix": ("hx", ["hx", f"{PATH}:12:8"]),
    "kakoune": ("kak", ["kak", "+12:16", PATH]),
    "code": ("code --wait", ["code", "--wait", "--goto", f"{PATH}:12:9"]),
    "code-insiders": ("code-insiders", ["code-insiders", "--goto", f"{PATH}:12:9"]),
    "codium": ("codium", ["codium", "--goto", f"{PATH}:12:9"]),
    "cursor": ("cursor", ["cursor", "--goto", f"{PATH}:12:9"]),
    "sublime": ("subl -w", ["subl", "-w", f"{PATH}:12:8"]),
    "zed": ("zed", ["zed", f"{PATH}:12:8"]),
    "joe": ("joe", ["joe", "+12", PATH]),
    "unknown-in-chinese": ("编辑器", ["编辑器", PATH]),
    "unknown": ("frobnicate --fast", ["frobnicate", "--fast", PATH]),
    "quoted-program": ("'/opt/my editor/vim' -n", ["/opt/my editor/vim", "-n", *VIM]),
    "template": ("ed --at={line}.{utf16} {path}", ["ed", "--at=12.9", PATH]),
    "template-of-a-known-editor": ("vim +{line} {path}", ["vim", "+12", PATH]),
    "template-with-quotes": ("ed '{path} {cell}' x", ["ed", f"{PATH} 12", "x"]),
    "template-with-other-braces": ("ed {path} {other} {}", ["ed", PATH, "{other}", "{}"]),
}


@pytest.mark.parametrize(("editor", "words"), WORDS.values(), ids=WORDS.keys())
def test_an_editor_is_told_the_place_in_its_own_words(editor: str, words: list[str]) -> None:
    assert Editor.of(editor, nowhere).command(WHERE) == words


LANDINGS = {
    "vim": Lands.COLUMN,
    "nano": Lands.COLUMN,
    "vi": Lands.LINE,
    "frobnicate": Lands.FILE,
    "xdg-open": Lands.FILE,
    "ed {path}": Lands.FILE,
    "ed {path} {line}": Lands.LINE,
    "ed {path} {byte}": Lands.COLUMN,
}


@pytest.mark.parametrize(("editor", "lands"), LANDINGS.items(), ids=LANDINGS.keys())
def test_how_near_an_editor_comes(editor: str, lands: Lands) -> None:
    assert Editor.of(editor, nowhere).lands is lands


WINDOWS = {
    "code --wait": True,
    "gvim": True,
    "zed": True,
    "subl {path}:{line}": True,
    "vim": False,
    "emacs": False,
    "frobnicate": False,
}


@pytest.mark.parametrize(("editor", "graphical"), WINDOWS.items(), ids=WINDOWS.keys())
def test_which_editors_have_a_window_of_their_own(editor: str, graphical: bool) -> None:
    assert Editor.of(editor, nowhere).graphical is graphical


@pytest.mark.parametrize("link", ["vi", "editor"])
def test_a_link_counts_as_what_it_leads_to(tmp_path: Path, link: str) -> None:
    (tmp_path / "vim.basic").touch()
    (tmp_path / link).symlink_to(tmp_path / "vim.basic")
    assert Editor.of(link, lambda name: str(tmp_path / name)).command(WHERE) == [link, *VIM]


def test_what_is_known_by_its_name_counts_as_that(tmp_path: Path) -> None:
    (tmp_path / "vim.gtk3").touch()
    (tmp_path / "gvim").symlink_to(tmp_path / "vim.gtk3")
    assert Editor.of("gvim", lambda name: str(tmp_path / name)).graphical


def test_a_program_with_blanks_in_its_path_needs_no_quotes(tmp_path: Path) -> None:
    program = tmp_path / "my editors" / "nano"
    program.parent.mkdir()
    program.touch()
    assert Editor.of(str(program), nowhere).command(WHERE) == [str(program), "+12,12", PATH]


@pytest.mark.parametrize("editor", ["vim 'open", "", "   "], ids=["quote", "empty", "blank"])
def test_a_setting_that_cannot_be_read(editor: str) -> None:
    with pytest.raises(BadCommandError):
        Editor.of(editor, nowhere)


@given(st.text(alphabet=st.characters(exclude_characters="\0/"), min_size=1), st.sampled_from(sorted(WORDS)))
def test_a_path_stays_in_one_word_and_is_filled_in_once(name: str, case: str) -> None:
    path = Path("/") / name
    editor = WORDS[case][0]
    plain = Editor.of(editor, nowhere).command(WHERE)
    words = Editor.of(editor, nowhere).command(Location(path, 12, 8, 16, 9, 12))
    assert words == [word.replace(PATH, str(path)) for word in plain]
