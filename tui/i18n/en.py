"""Everything the program says in English. How to add a message: see `tui.i18n`.

Sections stand in the same order in both catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping

from tui.i18n.en_errors import ERRORS
from tui.i18n.en_screens import SCREENS
from tui.i18n.en_settings import SETTINGS

MESSAGES: Mapping[str, str] = {
    # The query box
    "query.placeholder": "The sentence you half remember; a few characters will do",
    "query.none-hint": "Try other words, or fewer of them",
    # How a hit was found
    "tier.exact": "exact",
    "tier.words": "words",
    "tier.sound": "sound",
    "tier.fuzzy": "fuzzy",
    "likeness.tone": "sound",
    "likeness.syllable": "sound",
    "likeness.pinyin": "pinyin",
    "likeness.initials": "init.",
    "likeness.near": "near",
    # Notes on a query, by `Note.code`
    "note.unclosed-quote": "The quotation mark is not closed; read up to the end",
    "note.only-operators": "Only operators, nothing to look for",
    "note.only-filters": "Only conditions: these documents meet them",
    "note.too-long": "Too long; only the beginning is used",
    "note.empty-field": "Nothing follows “{detail}” yet",
    "note.unknown-field": "There is no field “{detail}”; looked for as text",
    "note.bad-date": "“{detail}” is not understood as a date and limits nothing",
    "note.bad-kind": "“{detail}” limits nothing: kinds are text, notes, subtitles",
    "note.bad-lang": "“{detail}” limits nothing: languages are zh, zh-hans, zh-hant, en, ja, mixed",
    "note.date-word": "Also taken as a date: {detail}",
    "note.too-many-parts": "Too many parts; only the first {detail} are used",
    "note.sound-short": "A sound to look for needs two syllables or more",
    "note.other": "One part of the query is not understood ({code})",
    "relaxed.any-field": "without “{detail}”",
    "relaxed.any-date": "any date",
    "relaxed.no-exclusion": "with “{detail}” allowed",
    "relaxed.no-part": "without “{detail}”",
    "relaxed.unquoted": "“{detail}” not letter for letter",
    "relaxed.by-sound": "“{detail}” by its sound",
    "relaxed.as-written": "“{detail}” as it is written",
    "relaxed.in-title": "“{detail}” in the title",
    "relaxed.gain": "{relaxed} +{gain}",
    "relaxed.back": "back to “{query}”",
    "relaxed.none": "No such offer: they stand below few hits",
    "relaxed.no-way-back": "This query did not come from an offer",
    # Files that could not be read, or not wholly, by `Failure.code`
    "failure.unreadable": "cannot be opened: {detail}",
    "failure.denied": "no permission to read it",
    "failure.loop": "a link that leads back to itself",
    "failure.binary": "not a text file",
    "failure.encoding": "its encoding is uncertain: {detail}",
    "failure.too-large": "too large: {detail}",
    "failure.front-matter": "its front matter is faulty: {detail}",
    "failure.date": "a date in its front matter is not understood: {detail}",
    "failure.gone": "there is no such file",
    "failure.special": "not a regular file",
    "failure.other": "not read well ({code}): {detail}",
    "failure.line": "{path}: {reason}",
    "list.comma": ", ",
    # So many of a thing, where a sentence counts more than one
    "count.documents": "{count:,} files",
    "count.documents.one": "1 file",
    "count.passages": "{count:,} passages",
    "count.passages.one": "1 passage",
    "count.characters": "{count:,} characters",
    "count.characters.one": "1 character",
    # Indexing
    "index.scan": "Looking through the folders…",
    "index.read": "Indexing files: {done}/{total}",
    "index.pace": "{speed} chars/s, {left} left",
    "index.write": "Writing the index…",
    "index.done": "Indexing done",
    "index.load": "Reading files to compare with: {done}/{total}",
    "index.compare": "Checking fragments: {done}/{total}",
    "index.summary": (
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged; {characters}; "
        "{seconds} s"
    ),
    "index.cancelled": "Indexing was stopped; the index is as it was before",
    "index.rebuilt": "The index was made anew: {reason}",
    "index.failures": "{count} files were not read well:",
    "index.failures.one": "1 file was not read well:",
    "index.failures-more": "and {count} more",
    "index.failures-first": "{count} files were not read well: {first}",
    "index.failures-first.one": "1 file was not read well: {first}",
    "rebuilt.damaged": "the old one could not be read",
    "rebuilt.version": "the old one was of another version",
    "rebuilt.words": "the words in the settings have changed",
    "rebuilt.other": "{code}",
    # The editor
    "editor.opened": "Opened in {editor} at line {line}, column {column}",
    "editor.opened-line": "Opened in {editor} at line {line}",
    "editor.opened-file": "Opened in {editor} (it takes no line; the place is in line {line})",
    "editor.none": "No editor found: set the environment variable EDITOR, for example export EDITOR=vim",
    "editor.missing": (
        "The editor “{editor}” is not installed: check the environment variables VISUAL and EDITOR"
    ),
    "editor.bad-command": (
        "The editor command “{editor}” is not understood: check its quotation marks and braces"
    ),
    "editor.failed": "The editor “{editor}” ended with an error (status {status})",
    "editor.error": "The editor “{editor}” could not be started: {detail}",
    "editor.moved": "The file has changed; the sentence was found in its new place",
    "editor.lost": "The file has changed and the sentence is no longer in it; opened near its old place",
    "editor.gone": "The file is gone: {path}",
    "editor.unreadable": "The file cannot be read: {path} ({detail})",
    # Clipboard and browser
    "clipboard.sent": "Copied ({count} characters)",
    "clipboard.sent.one": "Copied (1 character)",
    "clipboard.terminal": "Sent to the clipboard by way of the terminal ({count} characters)",
    "clipboard.terminal.one": "Sent to the clipboard by way of the terminal (1 character)",
    "clipboard.tmux": "Sent to the clipboard by way of tmux ({count} characters)",
    "clipboard.tmux.one": "Sent to the clipboard by way of tmux (1 character)",
    "clipboard.too-large": "Too long for the terminal's clipboard ({count} characters)",
    "clipboard.none": "There is no clipboard here; nothing was copied",
    "clipboard.none-aside": "There is no clipboard here; {count} characters were written to {path}",
    "clipboard.none-aside.one": "There is no clipboard here; 1 character was written to {path}",
    "clipboard.too-large-aside": "Too long for the terminal ({count} characters), written to {path}",
    "clipboard.empty": "Nothing to copy",
    "browser.opened": "Opened in the browser: {url}",
    "browser.copied": "There is no browser here; the address is copied: {url}",
    "browser.shown": "There is no browser here and no clipboard; the address is {url}",
    "browser.refused": "Only http and https addresses are opened: {url}",
    "browser.none": "This document names no address",
    # The help screen
    "help.title": "Keys and queries",
    "help.moving": "Moving",
    "help.acting": "Acting",
    "help.program": "Program",
    "help.queries": "Queries",
    "help.close": "Esc closes this",
    "help.q-parts": "强化 学习",
    "help.q-parts-text": "all parts preferred",
    "help.q-quote": '"原文 照搬"',
    "help.q-quote-text": "verbatim, blanks and punctuation too",
    "help.q-not": "-词",
    "help.q-not-text": "leave out what holds this word",
    "help.q-or": "甲 OR 乙",
    "help.q-or-text": "either will do; 甲 | 乙 as well",
    "help.q-near": "甲…乙",
    "help.q-near-text": "near each other, in any order",
    "help.q-sound": "~同音",
    "help.q-sound-text": "what sounds so and is written otherwise",
    "help.q-field": "title: author: tag: site: path:",
    "help.q-field-text": "only this title, author, tag, site or path; - before it leaves it out",
    "help.q-form": "kind:subtitles lang:en",
    "help.q-form-text": "kind: text, markdown, subtitles; lang: zh, zh-hans, zh-hant, en, ja",
    "help.q-date": "after:2025-01 before:2025-12-31",
    "help.q-date-text": "from this day on, until this day; both count",
    "help.q-day": "published:2025 published:30d",
    "help.q-day-text": "in these days; 2025-01..2025-06, last-week and last-year as well",
    "help.q-word": "去年 卖房",
    "help.q-word-text": "去年 (last year) stands there, or is the date of the document",
    # Descriptions of keys
    "key.open": "open the file",
    "key.quote": "copy the sentence with its source",
    "key.copy": "copy the passage",
    "key.copy-path": "copy the path",
    "key.browse": "open its address",
    "key.next": "next hit",
    "key.previous": "previous hit",
    "key.first": "first hit",
    "key.last": "last hit",
    "key.next-document": "next document",
    "key.previous-document": "previous document",
    "key.next-match": "next match",
    "key.previous-match": "previous match",
    "key.focus": "other pane",
    "key.clear": "clear the query",
    "key.history": "earlier queries",
    "key.refresh": "update the index",
    "key.help": "help",
    "key.quit": "quit",
    "key.step-back": "go back to the shell, fg returns",
    "key.palette": "command palette",
    "key.cancel": "back",
    # The command line: help
    "cli.about": "Xunju finds the sentence you half remember in your own library of texts.",
    "cli.usage-open": "xunju [OPTIONS] [FOLDER…]\n       xunju --pick [OPTIONS] QUERY [FOLDER…]",
    "cli.usage-index": "xunju index [OPTIONS] [FOLDER…]",
    "cli.usage-search": (
        "xunju search [OPTIONS] QUERY [FOLDER…]\n"
        "       xunju search [OPTIONS] --saved NAME [FOLDER…]\n"
        "       xunju search [OPTIONS] --batch FILE [FOLDER…]"
    ),
    "cli.usage-status": "xunju status [OPTIONS] [FOLDER…]",
    "cli.usage-check": "xunju check [OPTIONS] DRAFT [FOLDER…]",
    "cli.usage-audit": "xunju audit [OPTIONS] [FOLDER…]",
    "cli.usage-forget": "xunju forget [OPTIONS] [FOLDER…]",
    "cli.usage-history": "xunju history [OPTIONS]",
    "cli.usage": "usage: ",
    "cli.commands": "commands",
    "cli.options": "options",
    "cli.commands-list": (
        "  xunju [FOLDER…]               open the interface\n"
        "  xunju index [FOLDER…]         make or update the index\n"
        "  xunju search QUERY [FOLDER…]  search, one line a hit\n"
        "  xunju status [FOLDER…]        where the index is, its size, files not read\n"
        "  xunju check DRAFT [FOLDER…]   whether a draft quotes your files as they are\n"
        "  xunju audit [FOLDER…]         check that nothing in your files is missed\n"
        "  xunju forget [FOLDER…]        delete the index (your files are not touched)\n"
        "  xunju history                 past queries, newest first; --clear forgets\n"
        "  xunju basket                  the quotations gathered; --edit opens them\n"
        "  xunju config                  open the settings; --keys lists the keys\n"
        "Without folders: those of the settings, else those used last. Each command has\n"
        "its own --help. A folder named like a command is written ./search."
    ),
    "cli.number": "NUMBER",
    "cli.query": "QUERY",
    "cli.file": "FILE",
    "cli.directory": "DIR",
    "cli.index": "Make or update the index.",
    "cli.search": (
        "Search, one line a hit: path:line:column: sentence. Exit status 0 with hits, 1 without, 2 "
        "on an error."
    ),
    "cli.status": (
        "Where the index is, how large, and which files were not read well. Without folders, of every index."
    ),
    "cli.check": (
        "Check each quotation of a draft, of four characters or more: verbatim, the same sound, "
        "different, or not found, with its places. Exit status 0 where all are verbatim, 1 where one is not, "
        "2 on an error. The draft - is standard input."
    ),
    "cli.audit": (
        "Look for random fragments of your files, and compare what is found with a plain scan of every "
        "character. Exit status 0 where nothing is missed, 1 where something is, 2 on an error."
    ),
    "cli.forget": "Delete the index; your files are not touched.",
    "cli.history": (
        "List the queries whose hits something was done with, newest first. Exit status 1 if there are none."
    ),
    "cli.opt-pick": "choose on the terminal and print the choice; the first word is the query",
    "cli.opt-format": (
        "with --pick, what is printed: quote (the default), path, location (path:line:column), text, vimgrep "
        "(location: text, the column in bytes), or a format of quotations such as footnote"
    ),
    "cli.opt-format-search": (
        "what is printed of a hit: quote, path, location (path:line:column), text, vimgrep (location: text, "
        "the column in bytes), or a format of quotations such as footnote"
    ),
    "cli.opt-multi": "with --pick, several may be chosen: Tab marks, Enter prints",
    "cli.format": "FORMAT",
    "cli.bad-format": 'There is no format "{format}"; there are {known}',
    "pick.marked": "{count} marked, Enter prints them",
    "pick.marked.one": "1 marked, Enter prints it",
    "cli.opt-clear": "forget all past queries",
    "cli.history-cleared": "The past queries are forgotten",
    "cli.opt-saved": "ask the search saved under this name, in place of QUERY",
    "cli.name": "NAME",
    "cli.not-saved": 'No search is saved as "{name}"; there are: {known}',
    "cli.none-saved": "No search is saved yet",
    "cli.opt-help": "show this help and exit",
    "cli.opt-version": "show the version and exit",
    "cli.opt-home": "where indexes are kept (or the environment variable XUNJU_HOME)",
    "cli.opt-samples": "open the sample library that comes with the program",
    "cli.opt-rebuild": "make the index anew",
    "cli.order": "ORDER",
    "cli.opt-sort": "order of the hits: relevance (the default), date (newest first) or path",
    "cli.opt-limit": "hits to list at most (default {count})",
    "cli.opt-json": "print one JSON object a hit",
    "cli.opt-batch": (
        "read queries from a file, one a line (- is standard input), and print one JSON object each"
    ),
    "cli.opt-no-sync": "do not update the index first",
    "cli.opt-fragments": "fragments to check (default {count})",
    "cli.opt-seed": "take the same fragments as the audit that named this number",
    "cli.opt-json-audit": "print the result as one JSON object",
    "cli.opt-yes": "delete without asking",
    # The command line: what it says
    "cli.version": "xunju {version}",
    "cli.no-folders": (
        "Name a folder to open, for example:\n"
        "  xunju ~/notes\n"
        "or look at the samples first:\n"
        "  xunju --samples"
    ),
    "cli.no-folders-command": (
        "Name a folder, for example: xunju {command} ~/notes (xunju status lists those with an index)"
    ),
    "cli.dumb-terminal": (
        "This terminal (TERM=dumb) cannot show the interface. Use: xunju search QUERY [FOLDER…]"
    ),
    "cli.no-terminal": (
        "The interface needs a terminal, and standard input or output is none. Use instead: xunju "
        "search QUERY [FOLDER…]"
    ),
    "cli.no-samples": "The sample library was not found",
    "cli.not-a-folder": "There is no such folder: {path}",
    "cli.batch-unreadable": "The file of queries {path} cannot be read: {detail}",
    "cli.no-query": "Nothing to find was given. For example: xunju search 强化学习 ~/notes",
    "cli.note": "note: {note}",
    "cli.cut": "The first {count} of {total} hits; --limit NUMBER lists more",
    "cli.cut.one": "The first of {total} hits; --limit NUMBER lists more",
    "cli.no-hits": "No hits in {where}",
    "cli.unread": "{count} files could not be read; xunju status lists them",
    "cli.unread.one": "1 file could not be read; xunju status names it",
    "cli.relaxed": "try: {query} ({relaxed})",
    "cli.error": "xunju: {message}",
    "cli.old-index": "Answering from the index as it was",
    "cli.ascii": "This environment knows ASCII only: use LC_ALL=C.UTF-8, or leave out PYTHONUTF8=0",
    "cli.nowhere": "The folder you are in is gone; go to another one",
    "cli.interrupted": "Interrupted",
    "cli.internal": "Something went wrong inside ({name}: {detail})",
    "cli.system": "The system refused: {detail}",
    "cli.forget-ask": ("Delete this index ({size})? Your files are not touched. Type y to confirm: "),
    "cli.forget-needs-yes": "This is no terminal to ask on; add --yes if you are sure",
    "cli.forgotten": "Deleted the index of {where}",
    "cli.forget-kept": "The index stays",
    "cli.forget-none": "There is no index of {where}",
    "cli.status-none": "There is no index yet",
    "cli.status-gone": "If it is not to come back, its index can go: {command}",
    "cli.status-folder": "Folder",
    "cli.status-index": "Index",
    "cli.status-size": "Size",
    "cli.status-counts": "Contents",
    "cli.status-synced": "Last update",
    "cli.status-never": "never",
    "cli.opt-limit-check": "places to list of a quotation at most (default {count})",
    "cli.opt-json-check": "print one JSON object a quotation",
    "cli.no-draft": "Name the draft to check: xunju check DRAFT.md [FOLDER…]",
    "cli.draft-folder": "{path} is a folder; name the file of the draft: xunju check DRAFT.md [FOLDER…]",
    "cli.draft-empty": "{path} is empty, so there is nothing to check",
    "cli.no-quotations": "{path} quotes nothing of four characters or more",
    "cli.checked": "{count} quotations: {tally}",
    "cli.checked-more": "and {count} more; --limit {total} lists them all",
    "cli.checked.one": "1 quotation: {tally}",
    "check.verbatim": "verbatim",
    "check.sound": "same sound",
    "check.different": "different",
    "check.missing": "not found",
    "check.forms": "other script, width or case",
    "check.marks": "other punctuation",
    "check.scattered": "its parts stand apart or in another order",
    "cli.audit-length": "Length",
    "cli.audit-fragments": "Fragments",
    "cli.audit-places": "Places",
    "cli.audit-found": "Found",
    "cli.audit-recall": "Recall",
    "cli.audit-bridged": "bridged",
    "cli.audit-all": "all",
    "cli.audit-passed": "Nothing is missed: {files}, {characters}, {seconds} s (--seed {seed})",
    "cli.audit-failed": "{count} places are missed: {files}, {characters}, {seconds} s (--seed {seed})",
    "cli.audit-failed.one": "1 place is missed: {files}, {characters}, {seconds} s (--seed {seed})",
    "cli.audit-first": "The first of them:",
    "cli.audit-changed": "{count} files have changed since they were indexed and were left out",
    "cli.audit-changed.one": "1 file has changed since it was indexed and was left out",
    "cli.audit-unreadable": "{count} files cannot be read and were left out",
    "cli.audit-unreadable.one": "1 file cannot be read and was left out",
    "cli.audit-stopped": "Stopped after {done} of {count:,} fragments",
    "cli.audit-stopped.one": "Stopped after {done} of 1 fragment",
    "cli.audit-nothing": "There is no text here to take fragments from",
    # The command line: mistakes in what was typed
    "usage.no-command": "there is no command or folder {word}{near}",
    "usage.unrecognized": "unknown argument: {detail}; what begins with - and is no option goes behind --",
    "usage.needs-value": "the option {option} needs a value",
    "usage.bad-value": "“{detail}” is no value for the option {option}, which takes {allowed}",
    "usage.positive": "a whole number from 1 on",
    "usage.whole": "a whole number",
    "usage.within": "the option {option} has no effect without {other}",
    "usage.without": "the option {option} has no effect beside {other}",
    "usage.no-value": "the option {option} takes no value",
    "usage.other": "the command is not understood",
    "usage.see-help": "see: {command} --help",
    **ERRORS,
    **SCREENS,
    **SETTINGS,
}
