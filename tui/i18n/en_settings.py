"""The English messages about the settings."""

SETTINGS = {
    # The file that is made
    "config.head": (
        "Settings of Xunju. Without the # at its beginning a line holds; what is left out is the default."
    ),
    "config.language": "language of the interface: zh or en; by default the system's",
    "config.theme": "light or dark; by default the terminal's",
    "config.folders": "folders that xunju alone opens; by default the last ones",
    "config.editor": (
        "an editor, or a command like myeditor --at {line}:{column} {path}; by default $VISUAL, $EDITOR"
    ),
    "config.snippet": "lines a hit takes, 1 to 6; by default as many as there is room for",
    "config.history": "whether queries are remembered: true, false, or how many",
    "config.keys": "other keys, by the name of the command; xunju config --keys lists the names",
    "config.template": (
        "the first format of quotations: markdown inline footnote org gbt7714 obsidian plain, or your own"
    ),
    "config.templates": (
        "formats of your own; what is in [...] goes with an empty field, and fields there are: "
        "sentence author authors title site date imprint accessed url time mark path name alias link line "
        "column key"
    ),
    "config.size_limit": "larger files are not read: bytes, or something like 50M",
    "config.words": (
        "names and terms that are words, for ranking; ~/names.txt for a list, one a line. Changing them "
        "builds the index anew once"
    ),
    "config.synonyms": "words that are asked for together, a group a line, beside the table that is there",
    # What is wrong
    "settings.at": "{path}, line {line}",
    "settings.line": "{where}: {problem}; it is passed over.",
    "settings.environment": "environment",
    "settings.whole": "the file",
    "settings.variable": "{entry} should be a whole number, not {detail}",
    "settings.unreadable": "it cannot be read ({detail})",
    "settings.encoding": "it is not written in UTF-8",
    "settings.size": "it has more than {detail} bytes",
    "settings.yaml": "it is no YAML: check brackets, quotation marks and indentation ({detail})",
    "settings.mapping": "{entry} should be a list of “name: value”",
    "settings.unknown": "there is no entry {entry}{near}",
    "settings.twice": "{entry} stands there once more",
    "settings.near": ", perhaps {detail}",
    "settings.language": "{entry} should be zh or en",
    "settings.theme": "{entry} should be light or dark",
    "settings.text": "{entry} should be a text",
    "settings.list": "{entry} should be a list of texts",
    "settings.number": "{entry} should be a whole number of {detail}",
    "settings.bytes": "{entry} should be a number of bytes, as 52428800 or 50M",
    "settings.switch": "{entry} should be true, false or a whole number of {detail}",
    "settings.folder": "{detail} in {entry} is no folder",
    "settings.editor": "{entry} is not understood: check its quotation marks and braces",
    "settings.template-field": "{entry} cannot be used: there is no field “{detail}”; there are {holder}",
    "settings.template-brackets": (
        "{entry} cannot be used: {detail} stands alone; a bracket is \\{detail}, "
        "or \\\\{detail} between double quotation marks"
    ),
    "settings.word": "{detail} in {entry} has no two Chinese characters in a row; all else is a word anyway",
    "settings.words-file": "the list of words {detail} in {entry} cannot be read",
    "settings.synonyms": "a group in {entry} takes two words or more",
    "settings.template-name": "no format has that name; there are {detail}",
    "settings.key-unknown": "there is no command {entry}{near}",
    "settings.key-name": "{entry}: {detail} is no key, or none that a terminal can tell from others",
    "settings.key-typed": "{entry}: {detail} is for typing",
    "settings.key-taken": "{entry}: {detail} is given to {holder} already",
    "settings.key-last": "{entry}: {detail} is the only key of {holder}, which needs another one first",
    "settings.other": "{entry}: {detail}",
}
