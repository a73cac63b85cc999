"""The Chinese messages about the settings."""

SETTINGS = {
    # The file that is made
    "config.head": "寻句的设置。去掉行首的 # 就生效；删掉哪一项，哪一项就按默认。",
    "config.language": "界面的语言：zh 或 en。默认看系统",
    "config.theme": "明暗：light 或 dark。默认看终端",
    "config.folders": "单打 xunju 时打开的文件夹。默认是上次的",
    "config.editor": "编辑器，或 myeditor --at {line}:{column} {path} 这样的命令。默认看 $VISUAL、$EDITOR",
    "config.snippet": "每处结果占几行，1 到 6。默认看地方大小",
    "config.history": "记不记查过的查询：true、false，或记多少条",
    "config.keys": "改键，按命令的名字；名字见 xunju config --keys",
    "config.template": (
        "引用先用哪个格式，F1 和 Alt-Y 里的：markdown inline footnote "
        "org gbt7714 obsidian plain，或下面自己的"
    ),
    "config.templates": "自己的引用格式。{title} 这样的字段会填上；方括号里有字段空着，整段就不要",
    "config.size_limit": "比这更大的文件不读：字节数，或 50M 这样",
    # What is wrong
    "settings.at": "{path} 第 {line} 行",
    "settings.line": "{where}：{problem}；按默认。",
    "settings.unreadable": "读不了（{detail}）",
    "settings.yaml": "不是 YAML（{detail}）",
    "settings.mapping": "{entry} 应是“名字: 值”的一列",
    "settings.unknown": "没有 {entry} 这一项{near}",
    "settings.near": "，是 {detail} 吗",
    "settings.language": "{entry} 应是 zh 或 en",
    "settings.theme": "{entry} 应是 light 或 dark",
    "settings.text": "{entry} 应是一段文字",
    "settings.list": "{entry} 应是一列文字",
    "settings.number": "{entry} 应是 {detail} 的整数",
    "settings.bytes": "{entry} 应是字节数，如 52428800 或 50M",
    "settings.switch": "{entry} 应是 true、false 或条数",
    "settings.folder": "{entry} 里的 {detail} 不是文件夹",
    "settings.template": "{entry} 用不了：{detail}",
    "settings.template-name": "没有叫这个名字的引用格式；有 {detail}",
    "settings.key-unknown": "没有 {entry} 这个命令{near}",
    "settings.key-name": "{entry}：{detail} 不是终端分得清的键",
    "settings.key-typed": "{entry}：{detail} 是打字用的",
    "settings.key-taken": "{entry}：{detail} 已经要了这个键",
    "settings.key-last": "{entry}：{detail} 只有这一个键了",
    "settings.other": "{entry}：{detail}",
    # The command
    "cli.usage-config": "xunju config [选项]",
    "cli.config": "用编辑器打开设置文件；还没有的话，先建一个带说明的。",
    "cli.opt-show": "列出现在的设置",
    "cli.opt-path": "只写出设置文件在哪里",
    "cli.opt-keys": "列出可以改键的命令和现在的键",
    "cli.config-made": "建好了 {path}",
    "cli.config-cannot": "写不了 {path}：{detail}。可用 XUNJU_CONFIG 指定别处。",
}
