"""Puts each field right without losing what was there: pure functions on columns.

Where to look: `fields.clean_customers` cleans a whole table; `rules.Rules` says which rules are on,
`catalogue.all_rules` lists them; one module a field (`names`, `people`, `companies`, `email`, `phone`, `address`,
`dates`, `amounts`, `identifiers`, `consent`, `status_words`) over the shared machine of `column` and `text`. Nothing
is imported here, so that the command line starts without pandas.
"""
