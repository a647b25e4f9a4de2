//! The parts of UniFFI's own Swift that are replaced: how calls are cancelled, and how answers are read.

use anyhow::{Result, bail};

/// Text that stands once in a file, and what takes its place.
type Replaced = (&'static str, &'static str);

/// Rust can drop a call that is under way, but UniFFI's Swift never asks for it.
const CANCELLATION: [Replaced; 4] = [
    (
        "    freeFunc: (UInt64) -> (),\n",
        "    freeFunc: (UInt64) -> (),\n    cancelFunc: @escaping @Sendable (UInt64) -> (),\n",
    ),
    (
        "    var pollResult: Int8;\n    repeat {\n",
        "    await withTaskCancellationHandler {\n    var pollResult: Int8;\n    repeat {\n",
    ),
    (
        "    } while pollResult != UNIFFI_RUST_FUTURE_POLL_READY\n",
        "    } while pollResult != UNIFFI_RUST_FUTURE_POLL_READY\n    } onCancel: {\n        cancelFunc(rustFuture)\n    }\n",
    ),
    ("fatalError(\"Cancellation not supported yet\")", "throw CancellationError()"),
];

/// UniFFI reads through Foundation's `Data`: a call for each tag and length, an array for each text. The
/// bytes are read where Rust left them instead, within the same bounds; they live until all is read.
const READING: [Replaced; 6] = [
    (
        "extension Data {\n\
         \x20   init(rustBuffer: RustBuffer) {\n\
         \x20       self.init(\n\
         \x20           bytesNoCopy: rustBuffer.data!,\n\
         \x20           count: Int(rustBuffer.len),\n\
         \x20           deallocator: .none\n",
        "extension UnsafeRawBufferPointer {\n\
         \x20   init(rustBuffer: RustBuffer) {\n\
         \x20       self.init(\n\
         \x20           start: rustBuffer.data,\n\
         \x20           count: Int(rustBuffer.len)\n",
    ),
    ("createReader(data: Data) ", "createReader(data: UnsafeRawBufferPointer) "),
    ("createReader(data: Data(", "createReader(data: UnsafeRawBufferPointer("),
    (
        "    if T.self == UInt8.self {\n\
         \x20       let value = reader.data[reader.offset]\n\
         \x20       reader.offset += 1\n\
         \x20       return value as! T\n\
         \x20   }\n\
         \x20   var value: T = 0\n\
         \x20   let _ = withUnsafeMutableBytes(of: &value, { reader.data.copyBytes(to: $0, from: range)})\n",
        "    let value = reader.data.loadUnaligned(fromByteOffset: range.lowerBound, as: T.self)\n",
    ),
    (") throws -> Array<UInt8> {", ") throws -> UnsafeRawBufferPointer {"),
    (
        "    var value = [UInt8](repeating: 0, count: count)\n\
         \x20   value.withUnsafeMutableBufferPointer({ buffer in\n\
         \x20       reader.data.copyBytes(to: buffer, from: range)\n\
         \x20   })\n",
        "    let value = UnsafeRawBufferPointer(rebasing: reader.data[range])\n",
    ),
];

/// What each function that reads takes.
const READER: Replaced = ("(data: Data, offset: Data.Index)", "(data: UnsafeRawBufferPointer, offset: Int)");

/// UniFFI's file with the parts in their place.
pub(super) fn replace(text: &str) -> Result<String> {
    let text = each(text.replace(READER.0, READER.1), &READING)?;
    match text.contains("uniffiRustCallAsync<") {
        true => each(text, &CANCELLATION),
        false => Ok(text),
    }
}

fn each(text: String, parts: &[Replaced]) -> Result<String> {
    parts.iter().try_fold(text, |text, (from, to)| {
        if text.matches(from).count() != 1 {
            bail!("UniFFI writes other Swift than this was made for: `{}` is not there once", from.trim());
        }
        Ok(text.replace(from, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_way_of_uniffi_to_read_or_to_call_is_noticed() {
        assert!(replace("").is_err());
        let calls = READING.iter().fold(String::new(), |text, (from, _)| text + from + "\n");
        assert!(replace(&calls).is_ok());
        assert!(replace(&(calls + "func uniffiRustCallAsync<F, T>(\n")).is_err());
    }
}
