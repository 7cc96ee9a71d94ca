"""The command `stuhlkreis`."""
