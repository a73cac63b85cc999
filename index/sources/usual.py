"""How usual a character is in Chinese texts: what tells a right decoding from a wrong one.

A wrong decoding of Chinese gives Chinese too, but of characters that nobody writes; and so does one of
Korean, whose syllables count for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_FREQUENT = (
    "的一是人了不在有大中国和为这上他个地年来我会以到时要出生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部"
    "能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只"
    "山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次"
    "二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统"
    "处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反"
    "再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记真却职号界件花类何眼传带空干农边据集联广完质难"
    "增历史专官每住商即步认车台林必死线言收考求近备研非连众调感转笑该持始英士让拉思格造际单价约字段快图火准究往极许参吃观像"
    "办影告远群构整料随算容示投势热值网望源语断派速怎需片爱况编越推且列觉双未居除企引标确初率项节察响均失轻存低击防请离足素"
    "视食创照易试星左置维采环批富另按查故吗呢吧啊哪呀嘛您咱谁跟"
    "國爲為這個來會時學說們於後發對長過業裡裏經門動進區開產產軍還種現機體與當兩實麼關從內没沒將員東頭間無見戰點場數樣問並萬"
    "級應資務氣漢總電聲設義統處馬兒領隊計別權話報給變書幾華議稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農"
    "邊據聯廣質難歷專認車臺線團備爭眾衆連調轉該爾讓際單紅價約則屬積圖準極許參觀辦遠構隨勢熱網語斷愛紀況證編滿覺雙樂標確項節"
    "響輕擊請離顯營視護創餘興試實維環嚴嗎誰妳"
)
"""The characters most used in modern Chinese, simplified and traditional."""

_FREQUENT_HANGUL = (
    "이다는을가에의로하고지사기를은한리대도시자어나인그아해서라정일수만것들전게상제과여보부스장구면국원당주동니있었까요네저말때습"
    "합했없우오와던러비년안생실내성화조유공경세및더위진무치마신모연문"
)
"""The syllables most used in Korean."""

FREQUENT_WEIGHT = 2.0
USUAL_WEIGHT = 1.0
LETTER_WEIGHT = 0.5
RARE_WEIGHT = -0.5
WRONG_WEIGHT = -5.0

_USUAL_MARKS = (
    "、。·—～…‘’“”〈〉《》「」『』【】（）！，．：；？－％＋／＝＂＇＃＆　〔〕★●○■□▲→←×°①②③④⑤⑥⑦⑧⑨℃￥"
)
_FIELDS: tuple[tuple[int, int, float], ...] = (
    (0x0000, 0x0009, WRONG_WEIGHT),
    (0x0009, 0x000E, USUAL_WEIGHT),
    (0x000E, 0x0020, WRONG_WEIGHT),
    (0x0020, 0x007F, USUAL_WEIGHT),
    (0x007F, 0x00A0, WRONG_WEIGHT),
    (0x00A0, 0x00C0, 0.0),
    (0x00C0, 0x0250, LETTER_WEIGHT),
    (0x2010, 0x2030, LETTER_WEIGHT),
    (0x3041, 0x3100, USUAL_WEIGHT),
    (0xAC00, 0xD7A4, 0.0),
    (0xE000, 0xF900, WRONG_WEIGHT),
    (0xFF01, 0xFF5F, USUAL_WEIGHT),
    (0xFFF0, 0x10000, WRONG_WEIGHT),
)
"""Code points from, to (excluded), and what each counts; all others are rare."""


def usualness(sample: str) -> float:
    """The mean weight of the characters of `sample`: about 1.5 for Chinese read rightly, under 0.5 for
    Chinese read wrongly, negative for what is no text; 0 for the empty string."""
    if not sample:
        return 0.0
    weights = _weights()
    total = 0.0
    for character in sample:
        weight = weights.get(character)
        total += _weight_of_field(ord(character)) if weight is None else weight
    return total / len(sample)


def _weight_of_field(code: int) -> float:
    for start, end, weight in _FIELDS:
        if start <= code < end:
            return weight
    return RARE_WEIGHT


@cache
def _weights() -> Mapping[str, float]:
    """The weight of every character that both standards or the list above call usual."""
    level_1 = [
        *_decoded(range(0xB0, 0xD8), range(0xA1, 0xFF), "gb2312"),
        *_decoded(range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)), "big5"),
    ]
    weights = dict.fromkeys(level_1, USUAL_WEIGHT)
    weights.update(dict.fromkeys(_USUAL_MARKS, USUAL_WEIGHT))
    weights.update(dict.fromkeys(_FREQUENT + _FREQUENT_HANGUL, FREQUENT_WEIGHT))
    return weights


def _decoded(leads: range, trails: range | tuple[int, ...], encoding: str) -> str:
    """The first level of a double-byte standard: its usual characters, in the order of their codes."""
    return b"".join(bytes((lead, trail)) for lead in leads for trail in trails).decode(encoding, "ignore")
