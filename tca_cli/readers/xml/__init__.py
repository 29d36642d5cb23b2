"""XML and SGML: what news agencies send, and feeds."""
