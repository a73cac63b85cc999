" 寻句 in vim and Neovim: quote at the cursor, hits in the quickfix list.
" Source it: `source …/docs/integrations/xunju.vim`. `g:xunju` names the program where it is not on the path.

if exists('g:loaded_xunju')
  finish
endif
let g:loaded_xunju = 1

" Choose a sentence on the terminal, and put it with its source below the cursor. Without words the word
" under the cursor is looked for. Nothing is put where nothing is chosen.
function! s:quote(query) abort
  let out = tempname()
  let query = empty(a:query) ? expand('<cword>') : a:query
  let command = s:program() . ' --pick --format quote -- ' . shellescape(query) . ' > ' . shellescape(out)
  if has('nvim')
    tabnew
    call termopen(['sh', '-c', command], {'on_exit': {-> s:put_later(out)}})
    startinsert
  else
    silent execute '!' . escape(command, '%#!')
    redraw!
    call s:put(out)
  endif
endfunction

function! s:put_later(out) abort
  bdelete!
  call s:put(a:out)
endfunction

function! s:put(out) abort
  let lines = filereadable(a:out) ? readfile(a:out) : []
  call delete(a:out)
  if !empty(lines)
    call append(line('.'), lines)
  endif
endfunction

" Open the hits of a query in the quickfix list; each is at its very character. A draft that is not saved
" keeps its window.
function! s:search(query) abort
  let lines = systemlist(s:program() . ' search --limit 200 --format vimgrep -- ' . shellescape(a:query))
  if v:shell_error > 1
    echoerr join(lines, ' ')
    return
  endif
  call setqflist([], 'r', {'title': '寻句 ' . a:query, 'lines': lines, 'efm': '%f:%l:%c: %m,%-G%.%#'})
  if empty(getqflist())
    echo '没有找到 ' . a:query
  else
    if &modified && !&hidden
      split
    endif
    copen
    cfirst
  endif
endfunction

function! s:program() abort
  return get(g:, 'xunju', 'xunju')
endfunction

command! -nargs=? XunjuQuote call s:quote(<q-args>)
command! -nargs=1 XunjuSearch call s:search(<q-args>)
