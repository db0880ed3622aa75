"""What leaves the program: cards, PDF reports, tables and records."""
