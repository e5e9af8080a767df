"""How long everything is kept: what each kind of row and file lives (`kinds`), and deleting at night (`cleaning`)."""
