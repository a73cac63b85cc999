# 寻句 in bash: Alt-Q puts a sentence with its source at the cursor; `source …/docs/integrations/xunju.bash`.

_xunju_insert() {
  local chosen
  chosen=$(xunju --pick --format "${XUNJU_FORMAT:-text}" -- "${READLINE_LINE##* }") || return
  READLINE_LINE="${READLINE_LINE:0:READLINE_POINT}$chosen${READLINE_LINE:READLINE_POINT}"
  READLINE_POINT=$((READLINE_POINT + ${#chosen}))
}
[[ $- == *i* ]] && bind -x '"\eq": _xunju_insert'
