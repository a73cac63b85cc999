"""What the command line says in English. How to add a message: see `tui.i18n`."""

from __future__ import annotations

from collections.abc import Mapping

COMMAND_LINE: Mapping[str, str] = {
    # Help
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
    "cli.usage-completion": "xunju completion [OPTIONS] SHELL",
    "cli.any-options": "[OPTIONS]",
    "cli.usage": "usage: ",
    "cli.commands": "commands",
    "cli.options": "options",
    "cli.brief-open": "open the interface",
    "cli.brief-index": "make or update the index",
    "cli.brief-search": "search, one line a hit",
    "cli.brief-status": "where the index is, its size, files not read",
    "cli.brief-check": "whether a draft quotes your files as they are",
    "cli.brief-basket": "the quotations gathered; --edit opens them",
    "cli.brief-audit": "check that nothing in your files is missed",
    "cli.brief-forget": "delete the index (your files are not touched)",
    "cli.brief-history": "past queries, newest first; --clear forgets",
    "cli.brief-config": "open the settings; --keys lists the keys",
    "cli.brief-completion": "print completions for bash, zsh or fish",
    "cli.commands-note": (
        "Without folders: those of the settings, else those last opened or indexed. Each command has its own "
        "--help. A folder named like a command is written ./search."
    ),
    "cli.number": "NUMBER",
    "cli.query": "QUERY",
    "cli.file": "FILE",
    "cli.directory": "DIR",
    "cli.shell": "SHELL",
    "cli.completion": (
        "Print the script by which a shell completes commands, options, their values, folders and files:\n"
        '  ~/.bashrc                   eval "$(xunju completion bash)"\n'
        '  ~/.zshrc, below compinit    eval "$(xunju completion zsh)"\n'
        "  ~/.config/fish/config.fish  xunju completion fish | source"
    ),
    "cli.no-shell": "Name the shell, one of {known}. For example: xunju completion bash",
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
    "cli.opt-null": "end each hit with NUL, not a line break, as xargs -0 and fzf --read0 take it",
    "cli.opt-multi": "with --pick, several may be marked, and are printed together",
    "cli.format": "FORMAT",
    "cli.bad-format": "There is no format “{format}”; there are {known}",
    "cli.opt-clear": "forget all past queries",
    "cli.history-empty": (
        "No past queries: kept are those whose hits you open, walk through, copy or put into the basket"
    ),
    "cli.history-cleared": "The past queries are forgotten",
    "cli.opt-saved": "ask the search saved under this name, in place of QUERY",
    "cli.name": "NAME",
    "cli.not-saved": "No search is saved as “{name}”; there are: {known}",
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
    "cli.opt-no-sync": "do not update the index first, where there is one",
    "cli.opt-fragments": "fragments to check (default {count})",
    "cli.opt-seed": "take the same fragments as the audit that named this number",
    "cli.opt-json-audit": "print the result as one JSON object",
    "cli.opt-yes": "delete without asking",
    # What it says
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
    "cli.folders-away": (
        "Used last, but not there now: {where}. If no longer needed, its index can go: {command}"
    ),
    "cli.batch-unreadable": "The file of queries {path} cannot be read: {detail}",
    "cli.no-query": "Name what to find, for example: xunju search 强化学习 ~/notes",
    "cli.note": "note: {note}",
    "cli.cut": "The first {count} of {total} hits; --limit NUMBER lists more",
    "cli.cut.one": "The first of {total} hits; --limit NUMBER lists more",
    "cli.no-hits": "No hits in {where}",
    "cli.no-files": "{where} holds no files to search. {kinds}",
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
    "cli.status-gone": "If it is no longer needed, its index can go: {command}",
    "cli.status-folder": "Folder",
    "cli.status-index": "Index",
    "cli.status-size": "Size",
    "cli.status-counts": "Contents",
    "cli.status-synced": "Last update",
    "cli.status-never": "never",
    "cli.opt-limit-check": "places to list of a quotation at most (default {count})",
    "cli.opt-json-check": "print one JSON object a quotation",
    "cli.no-draft": "Name the draft to check: xunju check DRAFT.md [FOLDER…]",
    "cli.standard-input": "standard input",
    "cli.standard-output": "standard output",
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
    # Mistakes in what was typed
    "usage.no-command": "there is no command or folder {word}{near}",
    "usage.no-option": "there is no option {detail}{near}; other words that begin with - go behind --",
    "usage.no-words": "{name} takes options only, not {detail}",
    "usage.needs-value": "the option {option} needs a value",
    "usage.bad-value": "“{detail}” is no value for the option {option}, which takes {allowed}",
    "usage.positive": "a whole number from 1 on",
    "usage.whole": "a whole number",
    "usage.within": "the option {option} has no effect without {other}",
    "usage.without": "the option {option} has no effect beside {other}",
    "usage.no-value": "the option {option} takes no value",
    "usage.other": "the command is not understood",
    "usage.see-help": "see: {command} --help",
    # The settings
    "cli.usage-config": "xunju config [OPTIONS]",
    "cli.config": (
        "Open the file of settings in your editor; make one with explanations where there is none."
    ),
    "cli.opt-show": "print the settings that differ from the defaults, and any mistakes",
    "cli.opt-path": "print only where the file of settings is",
    "cli.opt-keys": "list the commands that keys can be given to, with the keys they have",
    "cli.config-made": "made {path}",
    "cli.config-cannot": "{path} cannot be written: {detail}. XUNJU_CONFIG names another place.",
    # The basket
    "cli.usage-basket": "xunju basket [OPTIONS]",
    "cli.basket": "Print the quotations in the basket as Markdown. Exit status 1 where there are none.",
    "cli.opt-basket-edit": "open the basket in your editor",
    "cli.opt-basket-path": "print only where the file of the basket is",
    "cli.opt-basket-clear": "empty the basket",
    "cli.basket-cleared": "The basket is empty now",
    "cli.basket-empty": "The basket is empty: {key:basket} in the interface puts quotations into it",
}
