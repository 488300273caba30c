"""Test doubles: third-party Slack emulators, a fault-injecting proxy, PostgreSQL, and the bot as a process."""
