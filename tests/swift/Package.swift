// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "whereby-tests",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../../dist/swift/whereby")],
    targets: [
        // The quick start of the README, as a user would build it.
        .executableTarget(
            name: "QuickStart", dependencies: [.product(name: "WherebyServer", package: "whereby")]),
        // The examples of the docs.
        .executableTarget(
            name: "Examples", dependencies: [.product(name: "WherebyServer", package: "whereby")]),
        .testTarget(
            name: "WherebyServerTests",
            dependencies: ["QuickStart", "Examples", .product(name: "WherebyServer", package: "whereby")]),
    ],
    swiftLanguageModes: [.v6]
)
