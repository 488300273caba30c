"""Server for assistants (MCP): read-only tools, paragraphs as resources, and a prompt for exact quotations."""
