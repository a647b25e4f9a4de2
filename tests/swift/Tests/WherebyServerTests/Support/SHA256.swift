import Foundation

/// The SHA-256 digest in hexadecimal. Foundation has none outside of Apple's platforms.
func sha256(_ data: Data) -> String {
    var message = [UInt8](data) + [0x80]
    message += [UInt8](repeating: 0, count: (120 - message.count % 64) % 64)
    message += withUnsafeBytes(of: UInt64(data.count * 8).bigEndian, Array.init)
    var state = roots(of: primes.prefix(8)) { $0.squareRoot() }
    let constants = roots(of: primes[...]) { cbrt($0) }
    var w = [UInt32](repeating: 0, count: 64)
    for start in stride(from: 0, to: message.count, by: 64) {
        for i in 0..<16 {
            w[i] = message[start + i * 4..<start + i * 4 + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for i in 16..<64 {
            let s0 = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3
            let s1 = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10
            w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
        }
        var v = state
        for i in 0..<64 {
            let s1 = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25)
            let choice = v[4] & v[5] ^ ~v[4] & v[6]
            let first = v[7] &+ s1 &+ choice &+ constants[i] &+ w[i]
            let s0 = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)
            let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
            v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        state = zip(state, v).map { $0 &+ $1 }
    }
    return state.map { word in
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }.joined()
}

private let primes: [Double] = (2..<312).filter { n in !(2..<n).contains { n % $0 == 0 } }.map(Double.init)

/// The first 32 bits of the fractions of roots.
private func roots(of numbers: ArraySlice<Double>, _ root: (Double) -> Double) -> [UInt32] {
    numbers.map { let root = root($0); return UInt32((root - root.rounded(.down)) * 4_294_967_296) }
}

private func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
