"""How newspapers set an article: the rules for the text of every format."""
