from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    char: str = ""
    syllable: str = ""
    tone: int = 0
    initial: str = ""


def spellings(text):
    return ()
