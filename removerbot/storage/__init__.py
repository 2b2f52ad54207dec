"""What has to outlive a restart, in SQL."""
