"""All questions answered by the index, whichever they are.

``finder`` has a query translated for Whoosh (``translation``) and picks the means:
Whoosh's own matchers where few articles have the words (``stepping``), else whole
posting lists as arrays (``whole_lists``, ``evaluation``), which are read from the files
of the ``segments`` and stay in the ``snapshot`` of the index for the next question.
``holding`` and ``spans`` tell by positions what stands near, in a sentence, so often.
"""
