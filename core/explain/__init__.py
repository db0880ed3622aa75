"""Why a photo got its tag: superpixels, perturbations, the surrogate, and how far to trust it."""
