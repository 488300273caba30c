"""Readers of drafts, whose quotations are verified: Markdown, plain text and web pages."""
