# 寻句 in bash: Alt-Q looks for the word before the cursor and puts the sentence that is chosen in its place;
# `source …/docs/integrations/xunju.bash`.

_xunju_insert() {
  local chosen before=${READLINE_LINE:0:READLINE_POINT} format=${XUNJU_FORMAT:-text}
  local word=${before##*[[:space:]\"\'=]}
  chosen=$(xunju --pick --format "$format" -- "$word") || return
  [[ $format == path ]] && printf -v chosen %q "$chosen"
  before=${before%"$word"}$chosen
  READLINE_LINE=$before${READLINE_LINE:READLINE_POINT}
  READLINE_POINT=${#before}
}
[[ $- == *i* ]] && bind -x '"\eq": _xunju_insert'
