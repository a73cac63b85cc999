# 寻句 in zsh: Alt-Q looks for the word before the cursor and puts the sentence that is chosen in its place;
# `source …/docs/integrations/xunju.zsh`.

xunju-insert() {
  local chosen format=${XUNJU_FORMAT:-text} word=${LBUFFER##*[[:space:]\"\'=]}
  if chosen=$(xunju --pick --format "$format" -- "$word" < /dev/tty); then
    [[ $format == path ]] && chosen=${(q-)chosen}
    LBUFFER=${LBUFFER%"$word"}$chosen
  fi
  zle reset-prompt
}
zle -N xunju-insert
bindkey '^[q' xunju-insert
