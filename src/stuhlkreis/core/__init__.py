"""What every module needs: refusals, text folding, days, encryption, mail, audit. No trade."""
