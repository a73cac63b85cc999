"""The English messages about checking a draft."""

CHECK = {
    "check.verbatim": "verbatim",
    "check.sound": "same sound",
    "check.different": "different",
    "check.missing": "not found",
    "check.marks": "(other marks, blanks, script, width or case)",
    "check.summary": (
        "{total} quotations: {verbatim} verbatim, {sound} with other characters "
        "of the same sound, {different} different, {missing} not found"
    ),
    "cli.usage-check": "xunju check [OPTIONS] DRAFT [FOLDER…]",
    "cli.check": (
        "Check whether what a draft quotes (between quotation marks and in block quotations, four characters "
        "and more) stands in the library as it is quoted. Exit status 0 where all does, 1 where something "
        "does not, 2 on an error."
    ),
    "cli.opt-json-check": "print one JSON object a quotation",
    "cli.no-draft": "Name a draft to check, for example: xunju check draft.md",
}
