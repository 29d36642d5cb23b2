"""The fields of the index by name, and what a term counts in each."""

TEXT, HEADLINE, FORMS, ALIKE = "text", "headline", "forms", "alike"
DIVISIONS = "divisions"
PUBLISHED, ARTICLE_ID = "published", "id"

# What a word in the headline adds, where it is counted in the text already.
HEADLINE_BOOST = 0.35
# Another spelling counts for less than the word itself.
ALIKE_BOOST = 0.05
