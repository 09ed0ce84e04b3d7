"""The emulation fund: plan, ledger, prize payments with receipts, artefacts in stock."""
