// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "demo",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../dist/swift/whereby")],
    targets: [
        .executableTarget(name: "Demo", dependencies: [.product(name: "WherebyServer", package: "whereby")])
    ],
    swiftLanguageModes: [.v6]
)
