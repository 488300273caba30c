"""What a clause cites: resolutions, their paragraphs, and other documents of the United Nations."""
