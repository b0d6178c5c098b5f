//! Generators and the case reader; not published.
