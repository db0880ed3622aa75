"""How anything is said in the language of its reader: sentences, figures, counts and dates.

Knows the languages' files in resources/wording, and nothing of photos.
"""
