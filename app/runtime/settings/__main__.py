"""`python -m app.runtime.settings`: the same as `flask config`, also where the settings let no application start."""

from app.runtime.settings.cli import group

if __name__ == "__main__":
    group()
