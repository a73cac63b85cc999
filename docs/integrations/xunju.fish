# 寻句 in fish: Alt-Q puts a sentence with its source at the cursor; `source …/docs/integrations/xunju.fish`.

function xunju_insert
    set -q XUNJU_FORMAT; or set -l XUNJU_FORMAT text
    if set -l chosen (xunju --pick --format $XUNJU_FORMAT -- (commandline -t) | string collect)
        test $XUNJU_FORMAT = path; and set chosen (string escape -- $chosen)
        commandline -i -- $chosen
    end
    commandline -f repaint
end
bind \eq xunju_insert
