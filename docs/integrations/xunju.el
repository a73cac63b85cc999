;;; xunju.el --- 寻句 in Emacs: quote at point, hits as grep does  -*- lexical-binding: t -*-

;; `(load "…/docs/integrations/xunju.el")'. `xunju-search' lists hits as `grep' does: `next-error' visits each.

;;; Code:

(defvar xunju-program "xunju" "The program.")

(defun xunju-search (query)
  "List the hits of QUERY in a grep buffer."
  (interactive "s寻句: ")
  (grep (concat xunju-program " search --limit 200 " (shell-quote-argument query))))

(defun xunju-insert (query)
  "Insert the sentence of the best hit of QUERY below point, as `xunju search' finds it."
  (interactive "s寻句: ")
  (let ((line (car (process-lines-ignore-status xunju-program "search" "--limit" "1" query))))
    (if (and line (string-match "\\`.*?:[0-9]+:[0-9]+: \\(.*\\)\\'" line))
        (insert (match-string 1 line))
      (message "没有找到 %s" query))))

(provide 'xunju)
;;; xunju.el ends here
