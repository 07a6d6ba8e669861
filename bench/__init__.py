"""The measures of docs/architecture.md: `make bench`, `make bench-full`."""
