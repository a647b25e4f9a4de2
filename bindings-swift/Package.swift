// swift-tools-version: 6.0
import PackageDescription

// On Apple's platforms the library comes as an XCFramework, elsewhere as an archive in `lib`.
// SwiftPM takes linker flags from packages that are depended on by path, not from those by URL.
#if canImport(Darwin)
let library = Target.binaryTarget(name: "WherebyFFI", path: "WherebyFFI.xcframework")
let linking: [LinkerSetting] = []
#else
let library = Target.systemLibrary(name: "WherebyFFI")
let linking: [LinkerSetting] = [.unsafeFlags(["-L\(Context.packageDirectory)/lib"])]
#endif

let package = Package(
    name: "whereby",
    platforms: [.macOS(.v12)], // and servers: the key must never be in an app
    products: [.library(name: "WherebyServer", targets: ["WherebyServer"])],
    targets: [
        library,
        .target(name: "WherebyServer", dependencies: ["WherebyFFI"], linkerSettings: linking),
    ],
    swiftLanguageModes: [.v6]
)
