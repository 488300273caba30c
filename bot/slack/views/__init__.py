"""What people see in Slack: values in, blocks and views out, nothing read or sent."""
