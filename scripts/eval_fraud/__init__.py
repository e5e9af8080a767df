"""How right the alerts are on books whose troubles are known, beside the bars of the README."""
