"""Real code followed as it runs: what each name holds on each path, through functions, branches, loops and classes."""
