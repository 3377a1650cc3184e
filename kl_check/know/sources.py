"""The publications that the rows cite."""

from kl_check.model.closed_form import Source

KINGMA_WELLING = Source(
    "kingma-welling-2013", "D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes, 2013, appendix B"
)
COVER_THOMAS = Source(
    "cover-thomas-2006", "T. M. Cover and J. A. Thomas, Elements of Information Theory, 2nd ed. 2006, chapter 8"
)
