//! Pairs of claims on made-up matters.
