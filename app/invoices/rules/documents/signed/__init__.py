"""The signed QR code of an e-invoice, and what it decides."""
