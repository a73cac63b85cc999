# 寻句 in bash: commands, options, their values, folders and files are completed;
# `eval "$(xunju completion bash)"`.

_xunju() {
  local cur=${COMP_WORDS[COMP_CWORD]} command= option= kind= behind= word kinds options
  local -i place=0
  COMPREPLY=()
  # readline takes words apart at "=".
  [[ $cur == "=" ]] && cur=
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ -n $option ]]; then
      [[ $word == "=" ]] || option=
    elif [[ -z $behind && $word == -- ]]; then
      behind=1
    elif [[ -z $behind && $word == -?* ]]; then
      case $word in
        --pick) command=${command:-$word} ;;
        @instead@) place+=1 ;;
      esac
      case "$command $word" in @valued@) option=$word ;; esac
    elif [[ -z $command$behind && $place -eq 0 && " @commands@ " == *" $word "* ]]; then
      command=$word
    else
      place+=1
    fi
  done
  case $command in
    @cases@
  esac
  if [[ -z $option$behind && $cur == -* ]]; then
    _xunju_among $options
    return
  fi
  ((place < ${#kinds[@]})) || place=${#kinds[@]}-1
  kind=${kinds[place]}
  case $option in
    '') ;;
    @options@
  esac
  case $kind in
    commands)
      _xunju_among @commands@
      # readline would take a command for the folder that has its name.
      [[ ${#COMPREPLY[@]} -eq 1 && -d ${COMPREPLY[0]} ]] || compopt -o plusdirs 2> /dev/null ;;
    directory) compopt -o dirnames 2> /dev/null ;;
    file) compopt -o default 2> /dev/null ;;
    @values@
  esac
}

_xunju_among() {
  local word
  for word; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$(printf %q "$word")")
  done
}

complete -F _xunju xunju
