"""The Chinese messages about the settings."""

SETTINGS = {
    # The file that is made
    "config.head": "寻句的设置。去掉行首的 # 就生效；删掉哪一项，哪一项就用默认值。",
    "config.language": "界面的语言：zh 或 en。默认随系统",
    "config.theme": "明暗：light 或 dark。默认随终端",
    "config.folders": "只敲 xunju 时打开的文件夹。默认用上次的",
    "config.editor": "编辑器，或 myeditor --at {line}:{column} {path} 这样的命令。默认用 $VISUAL、$EDITOR",
    "config.snippet": "每处结果占几行，1 到 6。默认随屏幕大小",
    "config.history": "记不记查询历史：true、false，或最多记多少条",
    "config.keys": "改键：命令的名字，和它的键；名字见 xunju config --keys",
    "config.template": "默认的引文格式：markdown inline footnote org gbt7714 obsidian plain，或下面自己的",
    "config.templates": (
        "自己的引文格式。方括号里有字段为空，整个方括号就省去；可用的字段："
        "sentence author authors title site date imprint accessed url time mark path name alias link "
        "line column key"
    ),
    "config.size_limit": "超过这个大小的文件不读：写字节数，或 50M 这样的",
    "config.words": "自己的词（人名、术语），供排序；写 ~/names.txt 就从文件读，一行一个。改后会重建一次索引",
    "config.synonyms": "同义词，一行一组，查其中一个，其余的也找；自带的同义词表照旧有效",
    # What is wrong
    "settings.at": "{path} 第 {line} 行",
    "settings.line": "{where}：{problem}；已忽略。",
    "settings.environment": "环境变量",
    "settings.whole": "整个文件",
    "settings.variable": "{entry} 应是整数，不是 {detail}",
    "settings.unreadable": "读不了（{detail}）",
    "settings.encoding": "不是用 UTF-8 写的",
    "settings.size": "超过 {detail} 字节",
    "settings.yaml": "不是 YAML，请检查括号、引号和缩进",
    "settings.mapping": "{entry} 应是若干行“名字: 值”",
    "settings.unknown": "没有 {entry} 这一项{near}",
    "settings.twice": "{entry} 重复了",
    "settings.near": "（是 {detail} 吗？）",
    "settings.language": "{entry} 应是 zh 或 en",
    "settings.theme": "{entry} 应是 light 或 dark",
    "settings.text": "{entry} 应是一段文字",
    "settings.list": "{entry} 应是列表，如 [甲, 乙]",
    "settings.number": "{entry} 应是 {detail} 的整数",
    "settings.bytes": "{entry} 应是字节数，如 52428800 或 50M",
    "settings.switch": "{entry} 应是 true、false 或 {detail} 的整数",
    "settings.folder": "{entry} 里的 {detail} 不是文件夹",
    "settings.editor": "看不懂 {entry}：请检查引号和花括号",
    "settings.template-field": "{entry} 用不了：没有“{detail}”这个字段；有 {holder}",
    "settings.template-brackets": (
        "{entry} 用不了：{detail} 没有配对；要写括号本身，请写 \\{detail}，双引号里写 \\\\{detail}"
    ),
    "settings.word": "{entry} 里的“{detail}”没有两个相连的汉字，不必列：这样的本来就算词",
    "settings.words-file": "{entry} 里的词表读不了：{detail}",
    "settings.synonyms": "{entry} 的一组要有两个以上的词",
    "settings.template-name": "没有叫这个名字的引文格式；有 {detail}",
    "settings.key-unknown": "没有 {entry} 这个命令{near}",
    "settings.key-name": "{entry}：没有 {detail} 这个键，或终端分不清",
    "settings.key-typed": "{entry}：{detail} 是打字用的",
    "settings.key-taken": "{entry}：{detail} 已经给了 {holder}",
    "settings.key-last": "{entry}：{detail} 是 {holder} 仅有的键，请先给 {holder} 另设一个",
    "settings.other": "{entry}：{detail}",
}
