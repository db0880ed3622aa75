"""What users wait for, measured against stock tools on the same machine in the same run."""
