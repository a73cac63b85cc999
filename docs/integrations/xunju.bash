# 寻句 in bash: Alt-Q puts a sentence with its source at the cursor; `source …/docs/integrations/xunju.bash`.

_xunju_insert() {
  local chosen before=${READLINE_LINE:0:READLINE_POINT} format=${XUNJU_FORMAT:-text}
  chosen=$(xunju --pick --format "$format" -- "${before##* }") || return
  [[ $format == path ]] && printf -v chosen %q "$chosen"
  READLINE_LINE=$before$chosen${READLINE_LINE:READLINE_POINT}
  READLINE_POINT=$((READLINE_POINT + ${#chosen}))
}
[[ $- == *i* ]] && bind -x '"\eq": _xunju_insert'
