"""Documents entered twice, each way beside its innocent twins: whole findings, and what each of them rests on."""
