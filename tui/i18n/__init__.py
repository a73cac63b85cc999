"""What the program says, in Chinese or in English, and never in both at once.

The rule: no sentence for the user stands in the code; the code names a key and hands over values. A `Catalog`
is chosen once and passed around.

To add a message: write its key into the same section of both languages, with the same `{placeholders}`: of
the interface in `zh_screens.py` and `en_screens.py`, of the command line in `zh_cli.py` and `en_cli.py`, of
the settings in `zh_settings.py` and `en_settings.py`, of errors in `zh_errors.py` and `en_errors.py`, of all
else in `zh.py` and `en.py`. A key is `section.name`. Where a number of things is named, call the placeholder
`count`: English may then have a second entry `section.name.one`, used when it is 1. A sentence that counts
several things takes each with its number as a phrase (`count.documents`). A key chosen at run time (a
failure's code, say) is asked for by `coded`. A key of the keyboard is never written out: `{key:older}` is the
one in force for the command `older`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum


class Language(StrEnum):
    """A language the program speaks."""

    ZH = "zh"
    EN = "en"


class Catalog:
    """The messages of one language. Calling it with a key gives the sentence."""

    def __init__(
        self, language: Language, messages: Mapping[str, str], key_of: Callable[[str], str] = str
    ) -> None:
        """`key_of` names the key of a command."""
        self.language = language
        self.messages = messages
        self._key = _Key(key_of)

    def with_keys(self, key_of: Callable[[str], str]) -> Catalog:
        """The same messages, with other keys in them."""
        return Catalog(self.language, self.messages, key_of)

    def __call__(self, key: str, **values: object) -> str:
        """The message of `key` with its placeholders filled; an unknown key is shown as it is."""
        template = self.messages.get(key, key)
        if values.get("count") == 1:
            template = self.messages.get(f"{key}.one", template)
        return template.format_map(_Values(values, key=self._key))

    def coded(self, group: str, code: str, **values: object) -> str:
        """The message of `group.code`, or of `group.other` where there is none; `{code}` is filled in too."""
        key = f"{group}.{code}"
        return self(key if key in self.messages else f"{group}.other", code=code, **values)


class _Key:
    """What stands for the key of a command; which command, is written behind the colon."""

    def __init__(self, key_of: Callable[[str], str]) -> None:
        self._key_of = key_of

    def __format__(self, command: str) -> str:
        return self._key_of(command)


class _Values(dict[str, object]):
    """A value that was not given is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def preferred_language(env: Mapping[str, str]) -> Language:
    """The language that the environment asks for.

    `XUNJU_LANG` (`zh` or `en`) decides; else the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set:
    Chinese for every `zh` locale, otherwise English.
    """
    wish = env.get("XUNJU_LANG", "").strip().lower()[:2]
    if wish in ("zh", "en"):
        return Language(wish)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name, ""):
            return Language.ZH if value.lower().startswith("zh") else Language.EN
    return Language.EN


def catalog_for(language: Language) -> Catalog:
    """The catalogue of a language."""
    if language is Language.ZH:
        from tui.i18n.zh import MESSAGES
    else:
        from tui.i18n.en import MESSAGES
    return Catalog(language, MESSAGES)
