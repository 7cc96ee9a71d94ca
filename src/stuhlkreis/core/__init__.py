"""What every module needs and no trade knows: refusals, text folding, days, encryption, mail, audit."""
