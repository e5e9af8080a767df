"""Who a token speaks for: Supabase's signing keys, its legacy secret, or an issuer of our own for development."""
