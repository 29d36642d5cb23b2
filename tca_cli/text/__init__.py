"""What a word, a name, a spelling is: the only rules for them, over plain strings."""
