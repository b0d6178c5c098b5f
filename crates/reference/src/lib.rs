//! A slow, naive second writing of the copayment law, for differential tests.
