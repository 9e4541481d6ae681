"""What somebody copies out of a spreadsheet: periods and figures as people write them, understood or refused."""
