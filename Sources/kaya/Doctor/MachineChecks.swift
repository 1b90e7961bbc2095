internal import ChatServer
internal import Diagnostics
internal import Foundation
internal import Knowledge
internal import NIOCore
internal import NIOPosix
internal import SQLiteStorage

/// Whether this machine is ready: data folder, index, port, clock.
struct MachineChecks {
    let configuration: KayaConfiguration

    var all: [Check] { [dataFolder, index, port, clock] }

    private var dataFolder: Check {
        let folder = configuration.knowledge.folder
        return Check("data-folder") {
            let files = FileManager.default
            var isFolder: ObjCBool = false
            guard files.fileExists(atPath: folder, isDirectory: &isFolder) else {
                return .warning("\(folder) does not exist.", advice: "kaya ingest DIR makes it.")
            }
            guard isFolder.boolValue else {
                return .failure("\(folder) is no folder.", advice: "Set data to a folder.")
            }
            let probe = folder + "/.kaya-doctor-\(UUID().uuidString)"
            guard files.createFile(atPath: probe, contents: Data([0])) else {
                return .failure(
                    "\(folder) cannot be written to.", advice: "Give the folder to the user that Kaya runs as.")
            }
            try files.removeItem(atPath: probe)
            return .ok("\(folder) can be written to.")
        }
    }

    private var index: Check {
        let knowledge = configuration.knowledge
        return Check("index") {
            guard knowledge.isEnabled else { return .ok("Knowledge is switched off.") }
            do {
                guard let index = try KnowledgeFile.openExisting(knowledge) else {
                    return .failure(
                        "There is no index in \(knowledge.folder).",
                        advice: "kaya ingest DIR takes documents in; until then no question can be looked up.")
                }
                let version = try await index.version()
                guard version != .empty else {
                    return .failure("The index is empty.", advice: "kaya ingest DIR takes documents in.")
                }
                let attributes = try FileManager.default.attributesOfItem(atPath: knowledge.indexPath)
                let changed = attributes[.modificationDate] as? Date
                let age = changed.map { Self.age(Date().timeIntervalSince($0)) } ?? "of unknown age"
                let size = (attributes[.size] as? Int ?? 0) / 1_024
                return .ok("Version \(version.rawValue), \(age), \(size) KiB.")
            } catch let error as KnowledgeError {
                return .failure(error.message, advice: "Move the file away and run kaya ingest DIR.")
            }
        }
    }

    private var port: Check {
        let server = configuration.server
        return Check("port") {
            let address = "\(server.host):\(server.port)"
            do {
                let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .bind(host: server.host, port: server.port).get()
                try await channel.close()
                return .ok("\(address) is free.")
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                return .warning(
                    "\(address) is taken.",
                    advice:
                        "If Kaya runs there, all is well: kaya doctor --url http://\(address). Else set another port.")
            } catch {
                return .failure("\(address) cannot be listened on: \(error)", advice: "Set host and port.")
            }
        }
    }

    private var clock: Check {
        Check("clock") {
            let now = Date()
            let year = Calendar(identifier: .gregorian).component(.year, from: now)
            guard (2_025...2_099).contains(year) else {
                return .failure(
                    "The clock says \(now.ISO8601Format()).",
                    advice: "Set it; certificates and signed requests are refused by a wrong clock.")
            }
            return .ok("The clock says \(now.ISO8601Format()).")
        }
    }

    private static func age(_ seconds: TimeInterval) -> String {
        switch seconds {
        case ..<120: "made just now"
        case ..<7_200: "\(Int(seconds / 60)) minutes old"
        case ..<172_800: "\(Int(seconds / 3_600)) hours old"
        default: "\(Int(seconds / 86_400)) days old"
        }
    }
}
