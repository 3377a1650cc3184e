"""`python -m kl_check`."""

from kl_check.cli import main

raise SystemExit(main())
