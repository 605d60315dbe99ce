"""The slides as a PowerPoint file."""
