"""What the command line says in Chinese. How to add a message: see `tui.i18n`."""

from __future__ import annotations

from collections.abc import Mapping

COMMAND_LINE: Mapping[str, str] = {
    # Help
    "cli.about": "寻句：在自己的文库里，凭几个字找到那句话。",
    "cli.usage-open": "xunju [选项] [文件夹…]\n      xunju --pick [选项] 查询 [文件夹…]",
    "cli.usage-index": "xunju index [选项] [文件夹…]",
    "cli.usage-search": (
        "xunju search [选项] 查询 [文件夹…]\n"
        "      xunju search [选项] --saved 名字 [文件夹…]\n"
        "      xunju search [选项] --batch 文件 [文件夹…]"
    ),
    "cli.usage-status": "xunju status [选项] [文件夹…]",
    "cli.usage-check": "xunju check [选项] 草稿 [文件夹…]",
    "cli.usage-audit": "xunju audit [选项] [文件夹…]",
    "cli.usage-forget": "xunju forget [选项] [文件夹…]",
    "cli.usage-history": "xunju history [选项]",
    "cli.usage": "用法：",
    "cli.commands": "命令",
    "cli.options": "选项",
    "cli.commands-list": (
        "  xunju [文件夹…]              打开界面\n"
        "  xunju index [文件夹…]        建立或更新索引\n"
        "  xunju search 查询 [文件夹…]  查找，一行一处\n"
        "  xunju status [文件夹…]       索引在哪里、有多大、哪些文件没读好\n"
        "  xunju check 草稿 [文件夹…]   核对草稿里的引文与原文是否一致\n"
        "  xunju audit [文件夹…]        核对文件里的字句有没有漏掉的\n"
        "  xunju forget [文件夹…]       删除索引（不动原文件）\n"
        "  xunju history                查过的，最近的在前；--clear 清空\n"
        "  xunju basket                 放进篮子的引文；--edit 用编辑器打开\n"
        "  xunju config                 打开设置；--keys 列出可以改的键\n"
        "不写文件夹，就用设置里的，没有就用上次的。每个命令都可加 --help 看详细写法。\n"
        "与命令同名的文件夹写作 ./search。"
    ),
    "cli.number": "数目",
    "cli.query": "查询",
    "cli.file": "文件",
    "cli.directory": "目录",
    "cli.index": "建立或更新索引。",
    "cli.search": "查找，一行一处：路径:行:列: 原句。找到退出码为 0，没有为 1，出错为 2。",
    "cli.status": "索引在哪里、有多大、哪些文件没读好。不写文件夹，就列出每一个索引。",
    "cli.check": (
        "核对草稿里四字以上的每一处引文：一字不差、同音异字、有出入还是没找到，并列出出处。"
        "全都一字不差退出码为 0，否则为 1，出错为 2。草稿写成 - 就读标准输入。"
    ),
    "cli.audit": (
        "从文件里随机取片段来查找，与逐字扫描的结果对照。没有遗漏退出码为 0，有遗漏为 1，出错为 2。"
    ),
    "cli.forget": "删除索引；原文件不受影响。",
    "cli.history": "列出查过并用了结果的查询，最近的在前。没有的话退出码为 1。",
    "cli.opt-pick": "挑选：在终端里选，把选中的写到标准输出；先写查询，再写文件夹",
    "cli.opt-format": (
        "挑选后写成：quote 引文（默认）、text 原句、path 路径、location 路径:行:列、vimgrep 位置加原句，"
        "列按字节；也可写引文格式的名字，如 footnote"
    ),
    "cli.opt-format-search": (
        "每处写成：quote 引文、path 路径、location 路径:行:列、text 原句、vimgrep 位置加原句，列按字节；"
        "也可写引文格式的名字，如 footnote"
    ),
    "cli.opt-multi": "挑选时可以选上几处，一并交出",
    "cli.format": "写法",
    "cli.bad-format": "没有“{format}”这种写法，有的是：{known}",
    "cli.opt-clear": "清空查过的记录",
    "cli.history-empty": "还没有记下查过的：打开、复制过结果或放进篮子的查询才记",
    "cli.history-cleared": "查过的记录已清空",
    "cli.opt-saved": "不写查询，改用以此名存下的",
    "cli.name": "名字",
    "cli.not-saved": "没有存过名为“{name}”的查询；存过的有：{known}",
    "cli.none-saved": "还没有存过查询",
    "cli.opt-help": "显示帮助并退出",
    "cli.opt-version": "显示版本并退出",
    "cli.opt-home": "索引存放的目录（或用环境变量 XUNJU_HOME）",
    "cli.opt-samples": "打开自带的示例文库",
    "cli.opt-rebuild": "从头重建索引",
    "cli.order": "排序",
    "cli.opt-sort": "结果的顺序：relevance 按相关（默认）、date 按日期（新的在前）、path 按路径",
    "cli.opt-limit": "最多列出几处（默认 {count}）",
    "cli.opt-json": "每处输出一个 JSON 对象",
    "cli.opt-batch": "从文件逐行读取查询（- 为标准输入），每行输出一个 JSON 对象",
    "cli.opt-no-sync": "不先更新索引",
    "cli.opt-fragments": "核对多少个片段（默认 {count}）",
    "cli.opt-seed": "取与报出此数的那次核对相同的片段",
    "cli.opt-json-audit": "以一个 JSON 对象输出结果",
    "cli.opt-yes": "不询问，直接删除",
    # What it says
    "cli.version": "寻句 {version}",
    "cli.no-folders": (
        "请写上要打开的文件夹，例如：\n  xunju ~/笔记\n或先看看自带的示例：\n  xunju --samples"
    ),
    "cli.no-folders-command": "请写上文件夹，例如：xunju {command} ~/笔记（有索引的见 xunju status）",
    "cli.dumb-terminal": "这个终端（TERM=dumb）画不出界面。请改用：xunju search 查询 [文件夹…]",
    "cli.no-terminal": "界面需要终端，而标准输入或输出不是终端。请改用：xunju search 查询 [文件夹…]",
    "cli.no-samples": "没有找到自带的示例文库",
    "cli.not-a-folder": "没有这个文件夹：{path}",
    "cli.folders-away": "上次用的 {where} 现在不在。要是不会再有了：{command}",
    "cli.batch-unreadable": "读不了查询文件 {path}：{detail}",
    "cli.no-query": "没有写要找什么。例如：xunju search 强化学习 ~/笔记",
    "cli.note": "提示：{note}",
    "cli.cut": "共 {total} 处，只列了前 {count} 处；--limit 数目 可以多列",
    "cli.no-hits": "{where} 里没有找到",
    "cli.no-files": "{where} 里还没有可以查找的文件。{kinds}",
    "cli.unread": "{count} 个文件读不了，列在 xunju status 里",
    "cli.relaxed": "可以试试：{query}（{relaxed}）",
    "cli.error": "xunju：{message}",
    "cli.old-index": "以下按原有的索引",
    "cli.ascii": "这个环境只认 ASCII，写不了汉字：请用 LC_ALL=C.UTF-8，或去掉 PYTHONUTF8=0",
    "cli.nowhere": "当前所在的文件夹已经不在了，请先换一个（cd）",
    "cli.interrupted": "已中断",
    "cli.internal": "程序出错了（{name}：{detail}）",
    "cli.system": "系统出错：{detail}",
    "cli.forget-ask": "删除这个索引（{size}）？原文件不动。输入 y 确认：",
    "cli.forget-needs-yes": "这里不是终端，无法询问；确定要删请加 --yes",
    "cli.forgotten": "已删除 {where} 的索引",
    "cli.forget-kept": "索引保留不动",
    "cli.forget-none": "{where} 没有索引",
    "cli.status-none": "还没有任何索引",
    "cli.status-gone": "要是不会再有了，可以删掉它的索引：{command}",
    "cli.status-folder": "文件夹",
    "cli.status-index": "索引位置",
    "cli.status-size": "大小",
    "cli.status-counts": "内容",
    "cli.status-synced": "上次更新",
    "cli.status-never": "从未",
    "cli.opt-limit-check": "每处引文最多列出几处出处（默认 {count}）",
    "cli.opt-json-check": "每处引文输出一个 JSON 对象",
    "cli.no-draft": "请写明要核对的草稿：xunju check 草稿.md [文件夹…]",
    "cli.standard-input": "标准输入",
    "cli.draft-folder": "{path} 是文件夹；请写明草稿文件：xunju check 草稿.md [文件夹…]",
    "cli.draft-empty": "{path} 是空的，没有可核对的",
    "cli.no-quotations": "{path} 里没有四字以上的引文",
    "cli.checked": "{count} 处引文：{tally}",
    "cli.checked-more": "另有 {count} 处；--limit {total} 全列出来",
    "check.verbatim": "一字不差",
    "check.sound": "同音异字",
    "check.different": "有出入",
    "check.missing": "没找到",
    "check.forms": "繁简、全半角或大小写不同",
    "check.marks": "标点不同",
    "check.scattered": "各部分不在一处或次序不同",
    "cli.audit-length": "字数",
    "cli.audit-fragments": "片段",
    "cli.audit-places": "处数",
    "cli.audit-found": "找到",
    "cli.audit-recall": "召回率",
    "cli.audit-bridged": "跨标点换行",
    "cli.audit-all": "合计",
    "cli.audit-passed": "没有遗漏：{files}，{characters}，用时 {seconds} 秒（--seed {seed}）",
    "cli.audit-failed": ("漏了 {count} 处：{files}，{characters}，用时 {seconds} 秒（--seed {seed}）"),
    "cli.audit-first": "最先的几处：",
    "cli.audit-changed": "{count} 个文件在索引之后有改动，没有核对",
    "cli.audit-unreadable": "{count} 个文件读不了，没有核对",
    "cli.audit-stopped": "核对了 {done}/{count:,} 个片段后停下",
    "cli.audit-nothing": "这里没有可以取片段的文字",
    # Mistakes in what was typed
    "usage.no-command": "没有 {word} 这个命令或文件夹{near}",
    "usage.no-option": "没有 {detail} 这个选项{near}；以 - 开头而不是选项的，写在 -- 后面",
    "usage.no-words": "{name} 后面只写选项，不写 {detail}",
    "usage.needs-value": "选项 {option} 后面要有一个值",
    "usage.bad-value": "选项 {option} 的值“{detail}”不对，可用：{allowed}",
    "usage.positive": "大于 0 的整数",
    "usage.whole": "整数",
    "usage.within": "选项 {option} 要和 {other} 一起用",
    "usage.without": "选项 {option} 不能和 {other} 一起用",
    "usage.no-value": "选项 {option} 不带值",
    "usage.other": "命令写得不对",
    "usage.see-help": "详细写法见：{command} --help",
    # The settings
    "cli.usage-config": "xunju config [选项]",
    "cli.config": "用编辑器打开设置文件；还没有的话，先建一个带说明的。",
    "cli.opt-show": "列出改过的设置，和写得不对的地方",
    "cli.opt-path": "只写出设置文件在哪里",
    "cli.opt-keys": "列出可以改键的命令和现在的键",
    "cli.config-made": "建好了 {path}",
    "cli.config-cannot": "写不了 {path}：{detail}。可用 XUNJU_CONFIG 指定别处。",
    # The basket
    "cli.usage-basket": "xunju basket [选项]",
    "cli.basket": "输出篮子里的引文（Markdown）。空的退出码为 1。",
    "cli.opt-basket-edit": "用编辑器打开篮子",
    "cli.opt-basket-path": "只写出篮子的文件在哪里",
    "cli.opt-basket-clear": "清空篮子",
    "cli.basket-cleared": "篮子清空了",
    "cli.basket-empty": "篮子还是空的：在界面里按 {key:basket} 放进引文",
}
