"""Where every network comes from (`manifest.toml`); the weights themselves stay in the packages that publish them."""
