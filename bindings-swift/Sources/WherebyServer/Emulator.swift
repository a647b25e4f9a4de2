extension Emulator {
    /// The base URL for clients, such as `http://127.0.0.1:4010/v1`.
    public var baseUrl: String { coreBaseUrl() }

    /// The first key. Any other key that begins with `wk_test_` works too, and has rooms, points and a
    /// clock of its own.
    public var apiKey: Secret { coreApiKey() }

    /// Starts an emulator, runs the work, and stops the emulator, whether the work succeeds or throws.
    public static func run<Result: Sendable>(
        _ work: @Sendable (Emulator) async throws -> Result
    ) async throws -> Result {
        let emulator = try await Emulator.start()
        do {
            let result = try await work(emulator)
            try await emulator.stop()
            return result
        } catch {
            // In a task of its own: it must stop where the work was cancelled, too.
            _ = await Task { try await emulator.stop() }.result
            throw error
        }
    }
}
