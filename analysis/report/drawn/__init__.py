"""Pictures drawn in millimetres: the sheet, the letters, the marks that maps and charts share."""
