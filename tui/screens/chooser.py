"""Choosing one of many by typing part of it: past queries, saved ones, commands, notices.

The rule: it is given its choices and gives the value of one back; what they are is the caller's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.cells import DOTS, cell_width, cut, fit, harmless, wrapped
from tui.choices import Choice, Choosing
from tui.i18n import Catalog
from tui.keys import Where, bindings
from tui.message import Carrying
from tui.widgets.bars import TitleBar
from tui.widgets.lines import MARK, NO_MARK, LineView
from tui.widgets.query import QueryInput
from tui.widgets.sentence import Sentence

_GAP = 2


class ChoiceList(LineView):
    """The choices that are left, one of them pointed at, or none yet."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice--mark",
        "choice--detail",
        "choice--bad",
        "choice--pointed",
    }

    class Picked(Carrying):
        """A row was clicked on."""

        row: int

    class Pointed(Message):
        """Another row is pointed at, or it has other room."""

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self.can_focus = False
        self.choices: Sequence[Choice] = ()
        self.pointed = 0
        """Which of them is pointed at; -1 for none."""
        self._nothing = ""
        """What is said where there are none."""

    @property
    def row_count(self) -> int:
        return len(self.choices or self._said)

    @property
    def _said(self) -> list[str]:
        """The rows of what is said where there are no choices."""
        return wrapped(self._nothing, max(1, self.columns - cell_width(NO_MARK)))

    def show(self, choices: Sequence[Choice], nothing: str, pointed: int = 0) -> None:
        self.choices, self.pointed, self._nothing = choices, pointed, nothing
        self.set_reactive(LineView.top, 0)
        self.rows_changed()
        self.post_message(self.Pointed())

    def point(self, row: int) -> None:
        """Point at another row, as far as there are any, and bring it into view."""
        if not self.choices:
            return
        self.pointed = max(0, min(row, len(self.choices) - 1))
        self.repaint()
        self.bring_into_view(self.pointed, self.pointed)
        self.post_message(self.Pointed())

    def render_row(self, row: int) -> Strip:
        if not self.choices:
            return Strip([Segment(NO_MARK + self._said[row], self.style_of("choice--detail"))])
        one, pointed = self.choices[row], row == self.pointed
        detail, room = self._share(one)
        segments = [
            Segment(MARK if pointed else NO_MARK, self.style_of("choice--mark")),
            Segment(
                fit(harmless(one.text), room, DOTS),
                self.style_of("choice--bad") if one.bad else Style.null(),
            ),
            Segment(" " * _GAP + detail, self.style_of("choice--detail")),
        ]
        return self.grounded(segments, "choice--pointed") if pointed else Strip(segments)

    def _share(self, one: Choice) -> tuple[str, int]:
        """The detail of a choice as it fits beside its text, and the cells that the text has."""
        whole = self.columns - cell_width(MARK) - _GAP
        detail = cut(harmless(one.detail), max(self.columns // 3, whole - cell_width(one.text)), DOTS)
        return detail, max(0, whole - cell_width(detail))

    @property
    def cut_short(self) -> str:
        """The text that is pointed at, where its row has no room for it; else nothing."""
        if not self.choices or self.pointed < 0:
            return ""
        one = self.choices[self.pointed]
        text = harmless(one.text)
        return text if cell_width(text) > self._share(one)[1] else ""

    def on_resize(self) -> None:
        self.bring_into_view(max(0, self.pointed), max(0, self.pointed))
        self.post_message(self.Pointed())

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event)
        if row is not None and self.choices:
            self.post_message(self.Picked(row))


class Chooser(ModalScreen[str | None], inherit_bindings=False):
    """A box to type in, and below it what is left of the choices."""

    CSS_PATH = "chooser.tcss"
    BINDINGS = bindings(Where.CHOOSER)

    query_box = getters.query_one("#chooser-query", QueryInput)
    list = getters.query_one("#chooser-list", ChoiceList)
    whole = getters.query_one("#chooser-whole", Sentence)
    """The text that is pointed at, where its own row cuts it."""

    def __init__(self, say: Catalog, asked: Choosing) -> None:
        super().__init__()
        self.say = say
        self._asked = asked
        self._choices = [(one, _folded(f"{one.text} {one.detail} {one.name}")) for one in asked.choices]

    def compose(self) -> ComposeResult:
        with Vertical(id="chooser"):
            title = TitleBar()
            keys = "chooser.keys-remove" if self._asked.forget is not None else self._asked.keys
            title.entitle(self.say(self._asked.title), self.say(keys))
            yield title
            placeholder = self.say("chooser.name" if self._asked.free else "chooser.narrow")
            yield QueryInput(placeholder, self._asked.typed, widget_id="chooser-query")
            yield ChoiceList(widget_id="chooser-list")
            yield Sentence(widget_id="chooser-whole")

    def on_mount(self) -> None:
        self.set_focus(self.query_box)
        self.query_box.select_all()
        self._narrow(self._asked.typed)

    @on(QueryInput.Edited)
    def _take_typed(self, event: QueryInput.Edited) -> None:
        event.stop()
        self._narrow(event.query)

    def _narrow(self, typed: str) -> None:
        parts = [] if self._asked.free and typed == self._asked.typed else _folded(typed).split()
        left = [one for one, folded in self._choices if all(_says(folded, part) for part in parts)]
        pointed = -1 if self._asked.free and self.query_box.value.strip() else 0
        self.list.show(left, self.say("chooser.nothing" if self._choices else self._asked.nothing), pointed)

    @on(ChoiceList.Pointed)
    def _show_whole(self) -> None:
        self.whole.show(self.list.cut_short)

    @on(ChoiceList.Picked)
    def _pick(self, event: ChoiceList.Picked) -> None:
        self.list.point(event.row)
        self._take()

    def action_move(self, step: int) -> None:
        self.list.point(self.list.pointed + step)

    def action_page(self, pages: int) -> None:
        self.list.point(self.list.pointed + pages * max(1, self.list.size.height - 1))

    def action_take(self) -> None:
        """What is pointed at, else what is typed."""
        if self.list.pointed < 0:
            self.dismiss(self.query_box.value.strip())
        else:
            self._take()

    def action_remove(self) -> None:
        """Forget what is pointed at; what was typed stays, and the next one is pointed at."""
        if self._asked.forget is None or not self.list.choices:
            return
        pointed = self.list.pointed
        gone = self.list.choices[pointed]
        if self._asked.forget(gone.value):
            self._choices = [pair for pair in self._choices if pair[0] is not gone]
            self._narrow(self.query_box.value)
            self.list.point(pointed)

    def action_close(self) -> None:
        self.dismiss(None)

    def _take(self) -> None:
        if self.list.choices:
            self.dismiss(self.list.choices[self.list.pointed].value)


def _says(folded: str, part: str) -> bool:
    """Whether a part of what was typed stands in a choice, or is how that is read."""
    from index import is_read_as

    return part in folded or (part.isascii() and part.isalpha() and is_read_as(folded, part))


def _folded(text: str) -> str:
    from index import fold

    return fold(text)
