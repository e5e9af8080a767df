"""What runs in a process of its own: a file that may be hostile is opened, and plain words, lines and pixels come out.

It imports nothing of the rest of the application: the process is started anew for every file, and its start is part of
what a page costs. `app.invoices.files` starts it, limits it, and believes nothing that it says.
"""
