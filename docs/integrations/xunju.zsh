# 寻句 in zsh: Alt-Q puts a sentence with its source at the cursor; `source …/docs/integrations/xunju.zsh`.

xunju-insert() {
  local chosen format=${XUNJU_FORMAT:-text}
  if chosen=$(xunju --pick --format "$format" -- "${LBUFFER##* }" < /dev/tty); then
    [[ $format == path ]] && chosen=${(q-)chosen}
    LBUFFER+=$chosen
  fi
  zle reset-prompt
}
zle -N xunju-insert
bindkey '^[q' xunju-insert
