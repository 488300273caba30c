"""Web pages with the text of a resolution: lines as a browser shows them, without what stands around the text."""
