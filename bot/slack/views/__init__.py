"""Block Kit views: pure functions from values to blocks, messages, modals and the app home."""
