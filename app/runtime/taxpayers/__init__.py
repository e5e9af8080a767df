"""The government's register of taxpayers, asked through a provider that the operator chose, or not at all."""

from app.runtime.taxpayers.register import LiveRegister, NoRegister, Register, RegisterAway, chosen

__all__ = ["LiveRegister", "NoRegister", "Register", "RegisterAway", "chosen"]
