//! UKE receipt files: records, both ways, byte for byte.
