"""The Chinese messages about checking a draft."""

CHECK = {
    "check.verbatim": "一致",
    "check.sound": "音同字不同",
    "check.different": "有出入",
    "check.missing": "没找到",
    "check.marks": "（标点、空格、简繁或大小写不同）",
    "check.summary": (
        "共 {total} 处引文：一致 {verbatim}，音同字不同 {sound}，有出入 {different}，没找到 {missing}"
    ),
    "cli.usage-check": "xunju check [选项] 文稿 [文件夹…]",
    "cli.check": (
        "核对文稿里的引文（引号里的、引用块里的，四个字以上）与文库是否一致。"
        "都一致退出码为 0，有不一致为 1，出错为 2。"
    ),
    "cli.opt-json-check": "每处引文输出一个 JSON 对象",
    "cli.no-draft": "请写上要核对的文稿，例如：xunju check 文稿.md",
}
