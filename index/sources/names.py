"""What may be the name of somebody, of who publishes, or of what a text is about, where a line says so.

The rule: what may be a sentence, or part of one, is no name. None is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.fold import HAN_RUN, fold

LONGEST = 40
"""Characters of a name."""

MOST = 12
"""Names of one kind in a line."""

_SENTENCE = re.compile(r"。|！|？|!|\?|…|:\Z|：\Z|\.(?!\S)(?<=[a-z]{4}\.)")
"""What ends one, or part of one; a point behind an initial or `Dr` ends none."""

_SAID = re.compile(r"[你您我他她它这那是的了吗呢吧啊呀嘛很没不]|本文|作者|授权|转载|整理")
"""What stands in sentences, and in few names."""
_HOST = re.compile(r"\S+\.[a-z]{2,}\Z")
_HAN_NAME = re.compile(r"\w[\w·•・.+&＆ -]{1,15}")
_LATIN_NAME = re.compile(r"[^\W\d_][\w.'’\"“”&-]*(?: [\w.'’\"“”&-]+){0,5}")
_COUNTRY = re.compile(r"\A[(（\[［〔【][^()（）\[\]［］〔〕【】]{1,6}[)）\]］〕】]\s*")
_NO_NAMES = frozenset(
    (
        "未知", "不详", "不詳", "无", "無", "暂无", "待定", "未填写", "本站", "网络", "互联网", "原创",
        "本人", "好", "unknown", "n/a", "na", "none", "null", "tbd", "todo", "anonymous author", "me",
        "internet", "科技", "技术", "新闻", "随笔", "文化", "文学", "历史", "金融", "经济", "财经", "教育",
        "生活", "社会", "政治", "国际", "国内", "体育", "娱乐", "健康", "时政", "观点", "评论", "公告",
        "资讯", "热点", "推荐", "头条", "编程", "前端", "后端", "设计", "产品", "读书", "思考", "杂谈",
        "日记", "笔记", "书摘", "翻译", "其他", "未分类", "手记", "观察", "调查", "报道", "札记", "专栏",
        "专题", "深度", "阅读", "转载",
    )
)  # fmt: skip
"""What stands where a name does, and says that nobody is known, or of what kind a text is."""
_ROLE = re.compile(
    r"(?:教授|研究员|主编|博士|院士|主任|作家|学者|记者|编辑|工程师|创始人|所长|院长|会长|总裁|CEO|大学|学院|公司)\Z"
)
_DEGREES = frozenset(("phd", "ph.d", "ph.d.", "md"))
_EDGES = re.compile(r"\A[^\w(（\[［〔【]+|[^\w.)）”\"]+\Z")
_CALLED = re.compile(r"\A\S{0,8}(?:记者|通讯员|特约撰稿人?|[图圖])\s+")
_BYLINE = re.compile(
    r"(?P<paper>\S{1,6}[报社网台刊])?(?:记者|作者|撰文)\s+(?P<han>.+?)(?:\s+\S{0,6}报道)?(?:[/／]文)?"
    r"|(?P<book>.+)\s(?:编?著|撰)|[Bb]y (?!(?:The|An?|My)\b)(?P<latin>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})"
)
"""`本报记者 张三 李四 青岛报道`, `作者 张三`, `张三 著`, `By Ann Lee`."""
_FAMILY = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪"
    "范廖贾夏韦付邹孟熊秦邱尹薛闫段侯陶贺顾郝龚邵钱覃戴孔汤鲁莫阎章俞翁柳聂傅葛岑倪季庄]"
    "|欧阳|司马|诸葛|上官|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|端木|呼延|澹台|东郭|南宫|申屠|轩辕|独孤|钟离|公冶|拓跋|赫连"
)
"""What most family names are, folded, and few other words begin with."""
_MAIL = re.compile(r"<[^<>@\s]*@[^<>\s]*>")
_REMARK = re.compile(r"\s*(?:[(（][^()（）]*[)）]|<[^<>]*>|@\S{1,12}|著|撰)\Z")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])|\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]"
)
_BETWEEN_LINKS = re.compile(r"[\s,，、;；&＆/／和与及@]*|\s*and\s*", re.IGNORECASE)
_NAME_BREAK = re.compile(r"\s*[,，、;；＆/／]\s*(?:and\s+)?|\s+and\s+|(?<=[^\x00-\x7f])\s*&")
"""An `&` behind Latin letters stands in a name."""
_TAG_BREAK = re.compile(r"\s*[,，、;；|/]\s*|\s+(?=#)")
_ACCOUNT = re.compile(r"\A(?:微信)?公众[号號][：:@\s]*")
_QUOTES = " \t\u3000“”\"'‘’`*_【】「」<>"
_ADDRESS = re.compile(r"\]\(\S*\)|://[^\s\])]*")
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
    pieces = _LINK.split(_MAIL.sub("", _CALLED.sub("", value.strip())))
    if len(pieces) > 1 and all(map(_BETWEEN_LINKS.fullmatch, pieces[::3])):
        parts = [words or page or "" for words, page in zip(pieces[1::3], pieces[2::3], strict=True)]
    else:
        parts = _NAME_BREAK.split("".join(filter(None, pieces)))
        if len(parts) == 1 and _are_han_names(words := parts[0].split()):
            parts = words
    role = next((number for number, part in enumerate(parts) if number and _ROLE.search(part)), len(parts))
    parts = parts[:role]  # what somebody is stands behind the name
    names = [_person(part) for part in parts if part.strip() and part.strip().lower() not in _DEGREES]
    return tuple(dict.fromkeys(names)) if all(names) and len(names) <= MOST else ()


def byline(line: str, above: int) -> tuple[str, ...]:
    """Who wrote a text, where a line says that by its form: wherever it names the paper, else right below the
    title."""
    found = _BYLINE.fullmatch(line)
    if found is None or not (found["paper"] or above == 1):
        return ()
    words = (found["han"] or "").split()
    known = found["paper"] or all(_FAMILY.match(fold(word)) for word in words)
    return people(found["han"] or found["book"] or found["latin"]) if known and _are_han_names(words) else ()


def publisher(value: str) -> str:
    """The name of who publishes, or of what is published, as far as a value is one."""
    if work := _WORK.search(value):
        return work[1]
    name = _ACCOUNT.sub("", _unlinked(value).strip(_QUOTES)).strip(_QUOTES)
    name = _REMARK.sub("", name).strip(_QUOTES)
    return name if _is_name(name) and not re.search(r"[/\\:：#]", name) else ""


def title(value: str) -> str:
    """What a text, or the book that it is about, is called."""
    name = _unlinked(value).strip(_QUOTES)
    if (work := _WORK.fullmatch(name)) is not None:
        name = work[1]
    return "" if len(name) > 2 * LONGEST or re.search(r"[。；;，,、]\Z", name) else name


def tags(value: str) -> tuple[str, ...]:
    """What a list of tags has, with commas, with `#`, or with blanks between them."""
    if is_sentence(value):
        return ()
    parts = _TAG_BREAK.split(_unlinked(value).strip())
    if len(parts) == 1 and HAN_RUN.search(value):
        parts = parts[0].split()
    found = [part.strip(_QUOTES + "#") for part in parts]
    fit = all(len(tag) <= LONGEST // 2 or (len(tag) <= LONGEST and tag.isascii()) for tag in found)
    return tuple(dict.fromkeys(filter(None, found))) if fit and len(found) <= 2 * MOST else ()


def _unlinked(value: str) -> str:
    """A value with the words of its links only."""
    return "".join(filter(None, _LINK.split(value)))


def _are_han_names(words: Sequence[str]) -> bool:
    return all(2 <= len(word) <= 4 and HAN_RUN.fullmatch(word) for word in words)


def _person(text: str) -> str:
    """A name without what is said of who has it; empty for what is none."""
    name = _REMARK.sub("", _EDGES.sub("", text))
    if name != text:
        return _person(name)
    if HAN_RUN.search(name) and all(len(word) == 1 for word in name.split()):
        name = "".join(name.split())  # set as wide as longer ones
    return name if _is_name(_COUNTRY.sub("", name)) else ""


def _is_name(name: str) -> bool:
    if not name or len(name) > LONGEST or is_sentence(name):
        return False
    if name.lower() in _NO_NAMES:
        return False
    if HAN_RUN.search(name):
        return _HAN_NAME.fullmatch(name) is not None and not _SAID.search(name)
    words = name.split()
    if _LATIN_NAME.fullmatch(name) is None or _HOST.fullmatch(name):
        return False
    return len(words) < 2 or sum(word[:1].isupper() for word in words) * 2 >= len(words)
