"""Site profiles: what one site repeats on its pages, learned from a crawl, kept in a file, merged and applied."""
