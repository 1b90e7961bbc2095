// swift-tools-version: 6.2
import PackageDescription

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "kaya",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kaya", targets: ["kaya"]),
        .library(name: "ChatClient", targets: ["ChatClient"]),
        .library(name: "EventStream", targets: ["EventStream"]),
        .library(name: "Markdown", targets: ["Markdown"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: ["YAML", "JSON"]),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        // Level 0
        .target(name: "EventStream"),
        .target(name: "Markdown"),
        .target(name: "Dialogue"),
        .target(name: "LiveStreams"),
        .target(name: "Diagnostics", dependencies: [logging]),
        // Level 1
        .target(name: "BrowserCore", dependencies: ["EventStream", "Markdown"]),
        .target(
            name: "LanguageModels",
            dependencies: [
                "EventStream", "Diagnostics", asyncHTTPClient, logging, nioCore, nioPosix, nioHTTP1, nioTLS, nioSSL,
            ]),
        .target(
            name: "Knowledge",
            dependencies: ["CLibXML2", crypto, .product(name: "Yams", package: "Yams")]),
        .target(name: "Archive", dependencies: ["Dialogue"]),
        .target(name: "Identity", dependencies: ["Dialogue", crypto, cryptoExtras, jwtKit]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        // Level 2
        .target(name: "Answering", dependencies: ["Dialogue", "Diagnostics", "LanguageModels", "Knowledge", logging]),
        // Level 3
        .target(
            name: "Turns",
            dependencies: [
                "Dialogue", "LiveStreams", "Diagnostics", "Archive", "Answering", deque, logging, serviceLifecycle,
            ]),
        // Level 4
        .target(
            name: "ChatServer",
            dependencies: [
                "CZlib", "Dialogue", "LiveStreams", "Diagnostics", "Archive", "Identity", "Markdown", "Turns", crypto,
                httpTypes, logging,
                nioCore, nioPosix, nioHTTP1, nioTLS, nioSSL, serviceLifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ],
            // A link to docs/openapi.yaml, whose text becomes part of the program.
            resources: [.embedInCode("openapi.yaml")]),
        .target(
            name: "SQLiteStorage",
            dependencies: ["Answering", "Archive", "Dialogue", "Identity", "Knowledge", crypto, grdb, logging]),
        .target(
            name: "ChatClient",
            dependencies: ["EventStream", "Dialogue", asyncHTTPClient, nioCore, nioHTTP1]),
        // Level 5
        .executableTarget(
            name: "kaya",
            dependencies: [
                "EventStream", "Dialogue", "LiveStreams", "Diagnostics", "LanguageModels", "Knowledge", "Archive",
                "Identity", "Answering", "Markdown", "Turns", "ChatServer", "SQLiteStorage", "ChatClient",
                asyncHTTPClient,
                logging, nioCore,
                nioPosix, nioHTTP1, nioSSL, serviceLifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ]),
        // For tests
        .target(
            name: "KayaTesting",
            dependencies: [
                "EventStream", "Dialogue", "LiveStreams", "Diagnostics", "LanguageModels", "Knowledge", "Archive",
                "Identity", "Answering", "Turns", logging, nioCore, nioPosix, nioSSL, serviceLifecycle,
            ]),
        .executableTarget(name: "PatchPrinter", dependencies: ["BrowserCore", "Markdown"], path: "Tests/PatchPrinter"),
        .testTarget(name: "BrowserCoreTests", dependencies: ["BrowserCore"]),
        .testTarget(name: "EventStreamTests", dependencies: ["EventStream", "KayaTesting"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown", "KayaTesting"]),
        .testTarget(name: "DialogueTests", dependencies: ["Dialogue", "KayaTesting"]),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Dialogue", "KayaTesting"]),
        .testTarget(
            name: "IdentityTests",
            dependencies: [
                "Identity", "Dialogue", "KayaTesting", asyncHTTPClient, crypto, cryptoExtras, logging, nioCore,
                nioHTTP1,
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        .testTarget(name: "LiveStreamsTests", dependencies: ["LiveStreams", "KayaTesting"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "KayaTesting", logging]),
        .testTarget(
            name: "LanguageModelsTests",
            dependencies: [
                "LanguageModels", "EventStream", "Diagnostics", "KayaTesting", asyncHTTPClient, logging, nioCore,
                nioPosix, nioHTTP1, nioSSL, .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
            ]),
        .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge", "KayaTesting"]),
        .testTarget(
            name: "SQLiteStorageTests",
            dependencies: [
                "SQLiteStorage", "Answering", "Archive", "Dialogue", "Identity", "Knowledge", "KayaTesting", grdb,
                logging,
            ]),
        .testTarget(
            name: "AnsweringTests",
            dependencies: ["Answering", "Dialogue", "LanguageModels", "Knowledge", "KayaTesting", logging]),
        .testTarget(
            name: "TurnsTests",
            dependencies: [
                "Turns", "Answering", "Archive", "Diagnostics", "Dialogue", "Knowledge", "LanguageModels",
                "LiveStreams",
                "KayaTesting", logging,
            ]),
        .testTarget(
            name: "ChatServerTests",
            dependencies: [
                "ChatServer", "Turns", "Answering", "Archive", "Diagnostics", "Dialogue", "Identity", "Knowledge",
                "LanguageModels", "LiveStreams", "KayaTesting", logging, nioCore, nioPosix, nioHTTP1, nioSSL,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ]),
        .testTarget(
            name: "ChatClientTests",
            dependencies: ["ChatClient", "Dialogue", "KayaTesting", asyncHTTPClient, nioCore, nioPosix]),
        .testTarget(
            name: "KayaCommandTests",
            dependencies: [
                "kaya", "ChatClient", "Dialogue", "Identity", "Markdown", "KayaTesting", logging,
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "kaya", "ChatClient", "ChatServer", "Dialogue", "KayaTesting", "Knowledge", "SQLiteStorage",
                asyncHTTPClient, nioCore, nioPosix,
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where ![.system, .plugin, .macro].contains(target.type) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
}
