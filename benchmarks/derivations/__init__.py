"""Every derivation with one sign, factor or power changed: what the kernel lets pass, by an oracle of its own."""
