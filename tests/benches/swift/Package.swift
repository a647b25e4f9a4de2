// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "whereby-benches",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../../../dist/swift/whereby")],
    targets: [
        .target(name: "Worker"),
        .executableTarget(
            name: "whereby", dependencies: ["Worker", .product(name: "WherebyServer", package: "whereby")]),
        .executableTarget(name: "urlsession", dependencies: ["Worker"]),
    ],
    swiftLanguageModes: [.v6]
)
