"""Words of English texts: folding, stems, spellings, dictionary; and comparison of texts by their words."""
