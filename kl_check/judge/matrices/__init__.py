"""KLs of Gaussians with full covariance matrices: read as matrices, decided at sizes 1 to 4."""
