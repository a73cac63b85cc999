#compdef xunju
# 寻句 in zsh: commands, options, their values, folders and files are completed;
# `eval "$(xunju completion zsh)"` below compinit, or a file `_xunju` in a folder of $fpath.

_xunju() {
  local curcontext=$curcontext state line command= behind= word
  local -a kinds options
  local -A opt_args
  integer place=1 skip=0
  for word in "${(@Q)words[2,CURRENT-1]}"; do
    if (( skip )); then
      skip=0
    elif [[ -z $behind && $word == -- ]]; then
      behind=1
    elif [[ -z $behind && $word == -?* ]]; then
      case ${word%%=*} in
        --pick) command=${command:-$word} ;;
        @instead@) (( ++place )) ;;
      esac
      case "$command $word" in @valued@) skip=1 ;; esac
    elif [[ -z $command$behind && $place -eq 1 && " @commands@ " == *" $word "* ]]; then
      command=$word
    else
      (( ++place ))
    fi
  done
  case $command in
    @cases@
  esac
  (( place <= $#kinds )) || place=$#kinds
  _arguments -s -S : $options "*: : _xunju_kind $kinds[place]"
}

_xunju_kind() {
  case $1 in
    commands)
      local -a commands=(@briefs@)
      local folders=1
      _files -/ && folders=0
      _describe -t commands @label@ commands || return folders ;;
    directory) _files -/ ;;
    file) _files ;;
    @values@
  esac
}

if [[ $funcstack[1] == _xunju ]]; then _xunju "$@"; else compdef _xunju xunju; fi
