"""What may be the name of somebody, of who publishes, or of what a text is about, where a line says so.

The rule: what may be a sentence, or part of one, is no name. None is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 40
"""Characters of a name."""

MOST = 12
"""Names of one kind in a line."""

_SENTENCE = re.compile(r"[。！？!?…]|[:：]\Z|(?<=[a-z]{4})\.(?=\s|\Z)")
"""What ends one, or part of one; a point behind an initial or `Dr` ends none."""

_SAID = re.compile(r"[你您我他她它这那是的了吗呢吧啊呀嘛很没不]|本文|作者|授权|转载|整理")
"""What stands in sentences, and in few names."""
_HOST = re.compile(r"\S+\.[a-z]{2,}\Z")
_NOBODY = frozenset(
    (
        "未知", "不详", "不詳", "无", "無", "暂无", "待定", "未填写", "本站", "网络", "互联网", "原创",
        "本人", "好", "unknown", "n/a", "na", "none", "null", "tbd", "todo", "anonymous author", "me",
        "internet",
    )
)  # fmt: skip
_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_HAN_NAME = re.compile(rf"[{_HAN}\w][{_HAN}\w·•・.\-+&＆ ]{{0,15}}")
_LATIN_NAME = re.compile(rf"[^\W\d_{_HAN}][\w.'’\"“”&-]*(?: [\w.'’\"“”&-]+){{0,5}}")
_COUNTRY = re.compile(
    r"\A(?:\([^()]{1,6}\)|（[^（）]{1,6}）|\[[^\[\]]{1,6}\]|［[^［］]{1,6}］|〔[^〔〕]{1,6}〕|【[^【】]{1,6}】)\s*"
)
_TOPICS = frozenset(
    (
        "科技", "技术", "新闻", "随笔", "文化", "文学", "历史", "金融", "经济", "财经", "教育", "生活",
        "社会", "政治", "国际", "国内", "体育", "娱乐", "健康", "时政", "观点", "评论", "公告", "资讯",
        "热点", "推荐", "头条", "编程", "前端", "后端", "设计", "产品", "读书", "思考", "杂谈", "日记",
        "笔记", "书摘", "翻译", "其他", "未分类", "手记", "观察", "调查", "报道", "札记", "专栏", "专题",
        "深度", "阅读", "转载",
    )
)  # fmt: skip
"""What stands where a name does, and says of what kind a text is."""
_ROLE = re.compile(
    r"(?:教授|研究员|主编|博士|院士|主任|作家|学者|记者|编辑|工程师|创始人|所长|院长|会长|总裁|CEO|大学|学院|公司)\Z"
)
_DEGREES = frozenset(("phd", "ph.d", "ph.d.", "md"))
_EDGES = re.compile(r"\A[^\w(（\[［〔【]+|[^\w.)）”\"]+\Z")
_CALLED = re.compile(r"\A\S{0,8}(?:记者|通讯员|特约撰稿人?)[ \t\u3000]+")
_SPACED = re.compile(rf"([{_HAN}])[ \t\u3000]+([{_HAN}])")
"""A name of two characters, set as wide as one of three."""
_REMARK = re.compile(r"\s*(?:[(（][^()（）]*[)）]|<[^<>]*>|@\S{1,12}|著|撰)\Z")
_HAS_HAN = re.compile(rf"[{_HAN}]")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])|\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]"
)
_BETWEEN_LINKS = re.compile(r"[\s,，、;；&＆/／和与及@]*|\s*and\s*", re.IGNORECASE)
_NAME_BREAK = re.compile(r"\s*(?:[,，、;；&＆/／]|\band\b)\s*")
_TAG_BREAK = re.compile(r"\s*[,，、;；|/]\s*|[\s\u3000]+(?=#)")
_WORD_BREAK = re.compile(r"[\s\u3000]+")
_ACCOUNT = re.compile(r"\A(?:微信)?公众[号號][：:@\s]*")
_QUOTES = " \t\u3000“”\"'‘’`*_【】「」<>"
_ADDRESS = re.compile(r"\]\(\S*\)|\w{2,10}://[^\s\])]*")
_WORK = re.compile(r"《([^《》]{1,60})》")


def is_sentence(text: str) -> bool:
    """Whether this may be a sentence, or part of one."""
    return _SENTENCE.search(_ADDRESS.sub("", text)) is not None


def work(value: str) -> str:
    """The name of a book, or of what else stands in its marks."""
    found = _WORK.fullmatch(value.strip(_QUOTES))
    return found[1] if found is not None else ""


def people(value: str) -> tuple[str, ...]:
    """The names in a value; none where one of them is no name of somebody."""
    value = _CALLED.sub("", value.strip())
    parts = _linked(value)
    if parts is None:
        text = _LINK.sub(_words, value)
        parts = _NAME_BREAK.split(text) if not _LATIN_NAME.fullmatch(text) else [text]
        if len(parts) == 1 and _are_han_names(words := _WORD_BREAK.split(text.strip())):
            parts = words
    role = next((number for number, part in enumerate(parts) if number and _ROLE.search(part)), len(parts))
    parts = parts[:role]  # what somebody is stands behind the name
    names = [_person(part) for part in parts if part.strip() and part.strip().lower() not in _DEGREES]
    return tuple(dict.fromkeys(names)) if all(names) and len(names) <= MOST else ()


def publisher(value: str) -> str:
    """The name of who publishes, or of what is published, as far as a value is one."""
    if work := _WORK.search(value):
        return work[1]
    name = _ACCOUNT.sub("", _LINK.sub(_words, value).strip(_QUOTES)).strip(_QUOTES)
    name = _REMARK.sub("", name).strip(_QUOTES)
    return name if _is_name(name) and not re.search(r"[/\\:：#]", name) else ""


def title(value: str) -> str:
    """What a text, or the book that it is about, is called."""
    name = _LINK.sub(_words, value).strip(_QUOTES)
    if (work := _WORK.fullmatch(name)) is not None:
        name = work[1]
    return "" if len(name) > 2 * LONGEST or re.search(r"[。；;，,、]\Z", name) else name


def tags(value: str) -> tuple[str, ...]:
    """What a list of tags has, with commas, with `#`, or with blanks between them."""
    if is_sentence(value):
        return ()
    parts = _TAG_BREAK.split(_LINK.sub(_words, value).strip())
    if len(parts) == 1 and _HAS_HAN.search(value):
        parts = _WORD_BREAK.split(parts[0])
    found = [part.strip(_QUOTES + "#") for part in parts]
    fit = all(len(tag) <= LONGEST // 2 or (len(tag) <= LONGEST and tag.isascii()) for tag in found)
    return tuple(dict.fromkeys(filter(None, found))) if fit and len(found) <= 2 * MOST else ()


def _linked(value: str) -> list[str] | None:
    """The words of links, where nothing else is there; None where something is."""
    between = _LINK.split(value)[::3]
    if len(between) == 1 or not all(map(_BETWEEN_LINKS.fullmatch, between)):
        return None
    return [_words(link) for link in _LINK.finditer(value)]


def _words(link: re.Match[str]) -> str:
    return link[1] or link[2] or ""


def _are_han_names(words: Sequence[str]) -> bool:
    return len(words) > 1 and all(re.fullmatch(rf"[{_HAN}]{{2,4}}", word) for word in words)


def _person(text: str) -> str:
    """A name without what is said of who has it; empty for what is none."""
    name = text.strip()
    if (spaced := _SPACED.fullmatch(name)) is not None:
        name = spaced[1] + spaced[2]
    for _ in range(2):
        name = _REMARK.sub("", _EDGES.sub("", name))
    country = _COUNTRY.match(name)
    bare = name[country.end() :] if country is not None else name
    return name if _is_name(bare) else ""


def _is_name(name: str) -> bool:
    if not name or len(name) > LONGEST or is_sentence(name):
        return False
    if name.lower() in _NOBODY or name in _TOPICS:
        return False
    if _HAS_HAN.search(name):
        return len(name) > 1 and _HAN_NAME.fullmatch(name) is not None and not _SAID.search(name)
    words = name.split()
    if _LATIN_NAME.fullmatch(name) is None or _HOST.fullmatch(name):
        return False
    return len(words) < 2 or sum(word[:1].isupper() for word in words) * 2 >= len(words)
