"""Plans of where to build, convert or expand, compared side by side 比选方案."""
