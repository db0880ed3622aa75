"""The review desk: photos, tags and decisions in one file that survives and can be checked."""
