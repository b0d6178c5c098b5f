//! 文字: cp932 text, and what belongs to a patient alone.

use core::fmt;

/// 個人情報: a value that names or describes a patient.
///
/// `Debug` prints nothing of it, and no error message takes it; [`Private::reveal`] is the only door.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Closes the door.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The text of a field; a byte that does not decode becomes U+FFFD (the record keeps the byte).
pub(crate) fn decode(bytes: &[u8]) -> String {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether the field is text in cp932.
pub(crate) fn decodes(bytes: &[u8]) -> bool {
    bytes.is_ascii()
        || encoding_rs::SHIFT_JIS
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
}
