"""What the Slack app keeps: exchanges, verdicts on them, the settings of channels, and which events were seen."""
