# 寻句 in zsh: Alt-Q puts a sentence with its source at the cursor; `source …/docs/integrations/xunju.zsh`.

xunju-insert() {
  local chosen
  chosen=$(xunju --pick --format "${XUNJU_FORMAT:-text}" -- "${LBUFFER##* }" < /dev/tty) && LBUFFER+=$chosen
  zle reset-prompt
}
zle -N xunju-insert
bindkey '^[q' xunju-insert
