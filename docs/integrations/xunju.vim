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
  let command = s:program() . ' --pick --format quote ' . shellescape(query) . ' > ' . shellescape(out)
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

" Open the hits of a query in the quickfix list; each is at its very character.
function! s:search(query) abort
  let lines = systemlist(s:program() . ' search --limit 200 ' . shellescape(a:query))
  if v:shell_error > 1
    echoerr join(lines, ' ')
    return
  endif
  let items = []
  for line in lines
    let found = matchlist(line, '^\(.\{-}\):\(\d\+\):\(\d\+\): \(.*\)$')
    if !empty(found)
      call add(items, {'filename': found[1], 'lnum': str2nr(found[2]), 'col': s:byte(found), 'text': found[4]})
    endif
  endfor
  call setqflist([], 'r', {'title': '寻句 ' . a:query, 'items': items})
  if empty(items)
    echo '没有找到 ' . a:query
  else
    copen
    cfirst
  endif
endfunction

" The column in bytes: the program counts characters.
function! s:byte(found) abort
  let lines = readfile(a:found[1], '', str2nr(a:found[2]))
  return empty(lines) ? 1 : byteidx(lines[-1], str2nr(a:found[3]) - 1) + 1
endfunction

function! s:program() abort
  return get(g:, 'xunju', 'xunju')
endfunction

command! -nargs=? XunjuQuote call s:quote(<q-args>)
command! -nargs=1 XunjuSearch call s:search(<q-args>)
