"""Download of documents from the web into the library. Search and answering do not import this."""
