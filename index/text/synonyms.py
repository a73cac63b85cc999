def synonyms(w):
    return ()
