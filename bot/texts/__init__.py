"""Interface texts in several languages: one TOML catalogue for each, and the rules to read them."""
