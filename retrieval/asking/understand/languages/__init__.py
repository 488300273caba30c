"""Questions in other languages than English: recognition, and what they say of resolutions in English terms."""
