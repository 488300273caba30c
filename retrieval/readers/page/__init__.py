"""Web page reader: main content extraction of a resolution's text, line by line as displayed."""
