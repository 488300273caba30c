"""Documents from the web: addresses in, files of the library out. Nothing that answers imports this."""
