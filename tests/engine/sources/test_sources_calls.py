"""What is hidden of what a site puts other things for: shortcodes, tags of templates, components, attributes
of lines, comments that are no HTML. The tables mark it with ⟦ and ⟧."""

from __future__ import annotations

import pytest

from index.model import Kind
from index.sources.markdown import hidden_spans, markup
from tests.engine.sources.test_sources_markdown import check


def marked(text: str, kind: Kind) -> str:
    parts, at = [], 0
    for start, end in hidden_spans(text, kind=kind):
        parts += [text[at:start], "⟦", text[start:end], "⟧"]
        at = end
    return "".join([*parts, text[at:]])


CASES = {
    "target-ref": '见[甲⟦]({{< ref "/b/c#丙" >}})⟧乙',
    "target-ref-title": '见[甲⟦]({{% relref "文章" %}} "题目")⟧乙',
    "target-post": "见[甲⟦]({% post_url 2020-01-01-a %})⟧乙 [甲⟦]({% link\n_posts/a.md %})⟧乙",
    "target-variable": '[甲⟦]({{ site.baseurl }}/a)⟧乙![甲⟦]({{ "/a.png" | relative_url }})⟧',
    "target-in-a-tag": '⟦<img src="{{ "/a b.png" | url }}" alt="⟧甲⟦">⟧乙⟦<a href="{{< ref "b" >}}">⟧丙',
    "target-never-closed": "[甲]({{ a 乙",
    "shortcode": '⟦{{< figure src="a/b.png" caption="⟧图一 甲⟦" width=300 >}}⟧乙',
    "shortcode-pair": "⟦{{% notice ⟧tip⟦ %}}⟧\n甲\n⟦{{% /notice %}}⟧",
    "shortcode-words": '⟦{{< note "⟧当心⟦" >}}⟧ ⟦{{<tab ⟧甲 乙⟦>}}⟧ ⟦{{< toc >}}⟧',
    "shortcode-escaped": "{{</* note */>}} `{{< note >}}`",
    "shortcode-never-closed": "{{< note 甲",
    "tag-of-a-template": "甲⟦{% label primary @⟧乙 丙⟦ %}⟧丁⟦{%- endraw -%}⟧",
    "tag-with-words": "⟦{% post_link a/b.md '⟧甲 乙⟦' %}⟧",
    "tag-with-bare-words": "⟦{% tab title=\"⟧Linux⟦\" %}⟧ ⟦{% btn https://a.b/c, ⟧Read more⟦ %}⟧",
    "tag-with-a-name": "⟦{% hint style=\"info\" %}⟧甲⟦{% embed url='https://a.b' caption='⟧乙⟦' %}⟧",
    "tag-over-lines": "⟦{% include a.html\n  title=\"⟧甲⟦\" %}⟧ {% note\n\n%}",
    "tag-in-code": "    {% note 甲 %}\n\n`{% note %}` {% 甲 %} {{ site.author }}",
    "component": '标题 ⟦<Badge type="tip" text="⟧实验⟦" />⟧⟦<Counter :start="3" @change="go now"/>⟧乙',
    "component-of-words": '⟦<Card title="⟧New⟦" heading="⟧On we go⟦" to="/a b" color="#f">⟧甲⟦</Card>⟧',
    "component-around-words": "甲⟦<Hi>⟧乙⟦</Hi>⟧丙 List<String> Map<K> <T extends A>",
    "component-braces": "甲⟦<Hi style={{width: '50%'}} at={[{a: 1}]} tags={['⟧乙⟦']}>⟧丙⟦</Hi>⟧",
    "component-in-code": '    <View id="a">\n\n`<View id="a">`',
    "component-as-html": "⟦<Br>⟧ ⟦<Font color=red>⟧甲⟦</Font>⟧ <NODE_ID> <Your name>",
    "braces-in-html": "⟦<span style={{color: 'red'}}>⟧甲⟦</span><img src={f('./a.b')} alt=\"⟧乙⟦\" />⟧",
    "script": "甲\n⟦<script setup>\nconst a = '乙'\n</script>⟧\n> ⟦<style>.a {}</style>⟧\n丙",
    "script-within-a-line": "用 ⟦<script>⟧ 和 ⟦</script>⟧，\n⟦<style>⟧ 乙\n⟦</style>⟧",
    "script-without-end": "⟦<script>⟧\n甲",
    "comments": "甲⟦{/* 乙\n */}⟧丙 {/* 戊",
    "comments-of-a-writer": "甲%%乙%%丙{>>丁<<}\n%% 戊\n\n己 %%",
    "comment-in-code": "`{/* 甲 */}`\n\n    {/* 甲 */}",
    "attributes-of-a-heading": "## 甲 ⟦{#乙 .a}⟧\n> ### 丙 ⟦{-}⟧\n甲 {#a}\n# {#丁} 戊",
    "attributes-of-a-fence": '::: ⟦{.callout-note #a title="⟧甲⟦"}⟧\n: 乙 ⟦{#tbl:a}⟧\n$$\nx\n$$ ⟦{#eq-a}⟧',
    "attributes-of-what-is-above": "> 甲\n⟦{: .tip width='10'}⟧\n\n⟦{:toc}⟧\n甲 {: .b}",
    "what-logseq-keeps": "- 甲\n  ⟦id:: 6a-b⟧\n\t  ⟦collapsed:: true⟧\n- ⟦id:: a⟧\n  tags:: 乙\n  id:: 丙 丁",
    "plain-text-only": r"\textbf{甲} xref:a.adoc[乙] <<a,丙>> [#f1]_",
}  # fmt: skip

PLAIN = {
    "latex": r"这是⟦\textbf⟧{甲}乙，⟦\emph⟧{丙}⟦\label{sec:a}⟧ ⟦\section*⟧{丁} \cite{a} \textbf",
    "asciidoc": "见⟦xref:../a.adoc#b[⟧甲⟦]⟧与⟦link:a.html[⟧乙⟦]⟧、⟦<<a,⟧丙>>，<<x1>> a << b, c >> d xref:[]",
    "restructured-text": "甲⟦[#f1]_⟧乙⟦[#]_⟧丙 [#f1] a[#b]",
    "markdown-only": "{{< a >}} {% a %} <Badge text='甲' />\n# 甲 {#a}\n  id:: a-b\n{/* 甲 */}",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_hidden_of_markdown(case: str) -> None:
    assert marked(case.replace("⟦", "").replace("⟧", ""), Kind.MARKDOWN) == case.replace("⟧⟦", "")


@pytest.mark.parametrize("case", PLAIN.values(), ids=PLAIN.keys())
def test_hidden_of_plain_texts(case: str) -> None:
    assert marked(case.replace("⟦", "").replace("⟧", ""), Kind.TEXT) == case


def test_what_a_call_says_has_no_tags() -> None:
    assert markup('{{< note "a #b" >}} #c').tags == ("c",)


HOSTILE = (
    "{{<", "{{< a ", "{{%", "{% a", "{% a 'b ", "{%", "]({{", "]({%", '"{{', '<a b="{{', "<a b={", "<A b={{",
    "<A>", "</A>", "<script>\n", "\n<style>", "{/*", "\n# {#", "\n{:", "{: ",
    "a:: b\n", "xref:a", "<<a,", "[#a", "\\textbf", "\\label{",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_million_hostile_characters_come_to_an_end(unit: str) -> None:
    check("中" + unit * (1_000_000 // len(unit)))
    hidden_spans("中" + unit * (1_000_000 // len(unit)), kind=Kind.TEXT)
