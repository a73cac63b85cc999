# 寻句 in fish: commands, options, their values, folders and files are completed;
# `xunju completion fish | source`.

function _xunju_look -d 'Which command the words before the cursor are, and what may follow them'
    set -g _xunju_command ''
    set -l words (commandline -opc)
    set -e words[1]
    set -l place 1
    set -l skip ''
    set -l behind ''
    for word in $words
        if test -n "$skip"
            set skip ''
        else if test -z "$behind" && test "$word" = --
            set behind 1
        else if test -z "$behind" && string match -qr '^-.' -- $word
            switch (string split -f 1 = -- $word)
                case --pick
                    test -z "$_xunju_command" && set -g _xunju_command --pick
                case @instead@
                    set place (math $place + 1)
            end
            if contains -- $word @valued@ || contains -- "$_xunju_command $word" @valued@
                set skip 1
            end
        else if test -z "$_xunju_command$behind" && test $place -eq 1 && contains -- $word @commands@
            set -g _xunju_command $word
        else
            set place (math $place + 1)
        end
    end
    set -l kinds
    switch $_xunju_command
    @cases@
    end
    set -g _xunju_kind $kinds[(math min $place, (count $kinds))]
end

function _xunju_in -d 'Whether it is one of these commands'
    _xunju_look
    contains -- "$_xunju_command" $argv
end

function _xunju_takes -d 'Whether a word of one of these kinds may follow'
    _xunju_look
    contains -- "$_xunju_kind" $argv
end

complete -c xunju -e
complete -c xunju -f
@completions@
