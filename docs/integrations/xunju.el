;;; xunju.el --- 寻句 in Emacs: quote at point, hits as grep does  -*- lexical-binding: t -*-

;; `(load "…/docs/integrations/xunju.el")'. `xunju-search' lists hits as `grep' does, and `next-error' visits
;; each; `xunju-insert' lets one be chosen in the minibuffer and inserts it with its source.

;;; Code:

(require 'compile)
(require 'seq)

(defvar xunju-program "xunju" "The program.")

(defvar xunju-format "quote" "What is inserted: quote, text, location or path.")

(define-compilation-mode xunju-mode "寻句"
  "Hits as `grep' lists them; each is visited at its very character."
  (setq-local compilation-error-regexp-alist '(("^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): " 1 2 3))
              ;; Columns count characters, however wide these are.
              compilation-error-screen-columns nil))

(defun xunju-search (query)
  "List the hits of QUERY; `next-error' visits each."
  (interactive (list (xunju--ask)))
  (let ((compilation-environment (cons "NO_COLOR=1" compilation-environment)))
    (compilation-start (concat xunju-program " search --limit 200 -- " (shell-quote-argument query))
                       #'xunju-mode)))

(defun xunju-insert (query)
  "Choose one of the hits of QUERY, the best first, and insert it at point."
  (interactive (list (xunju--ask)))
  (let ((hits (xunju--hits query)))
    (if (null hits)
        (message "没有找到 %s" query)
      (let ((chosen (completing-read "寻句: " (xunju--in-order hits) nil t nil nil (caar hits))))
        (insert (cdr (assoc chosen hits)))))))

(defun xunju--ask ()
  "A query; what is marked, or the word at point, is proposed."
  (let ((near (if (use-region-p)
                  (buffer-substring-no-properties (region-beginning) (region-end))
                (thing-at-point 'word t))))
    (read-string (if near (format "寻句 (%s): " near) "寻句: ") nil nil near)))

(defun xunju--hits (query)
  "What is shown of each hit of QUERY, and what is inserted for it."
  (let ((number 0)
        (coding-system-for-read 'utf-8)
        (coding-system-for-write 'utf-8))
    (mapcar
     (lambda (line)
       (let ((made (gethash "formatted" (json-parse-string line))))
         (cons (format "%d %s" (setq number (1+ number)) (replace-regexp-in-string "\\(\n> ?\\)+" "  " made))
               made)))
     (seq-filter
      (lambda (line) (string-prefix-p "{" line))
      (process-lines-ignore-status
       xunju-program "search" "--json" "--format" xunju-format "--limit" "50" "--" query)))))

(defun xunju--in-order (hits)
  "A table of HITS that is shown in their order."
  (lambda (string predicate action)
    (if (eq action 'metadata)
        '(metadata (display-sort-function . identity) (cycle-sort-function . identity))
      (complete-with-action action hits string predicate))))

(provide 'xunju)
;;; xunju.el ends here
