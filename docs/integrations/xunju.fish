# 寻句 in fish: Alt-Q looks for the word before the cursor and puts the sentence that is chosen in its place;
# `source …/docs/integrations/xunju.fish`.

function xunju_insert
    set -q XUNJU_FORMAT; or set -l XUNJU_FORMAT text
    set -l before (commandline -cb | string collect)
    set -l after (commandline -b | string collect | string sub -s (math 1 + (string length -- "$before")) | string collect)
    set -l word (string match -r '[^\s\'"=]*$' -- "$before")
    if set -l chosen (xunju --pick --format $XUNJU_FORMAT -- "$word" | string collect)
        test $XUNJU_FORMAT = path; and set chosen (string escape -- $chosen)
        set before (string replace -r '[^\s\'"=]*$' '' -- "$before" | string collect)$chosen
        commandline -r -- "$before$after"
        commandline -C (string length -- "$before")
    end
    commandline -f repaint
end
bind \eq xunju_insert
