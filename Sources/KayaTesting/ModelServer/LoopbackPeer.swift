import NIOCore

#if canImport(Glibc)
import Glibc
#endif

/// The client's end of a loopback connection, as the kernel sees it.
enum LoopbackPeer {
    /// Whether the client has bytes in its receive queue that it has not read yet; `false` where that cannot be seen.
    static func hasUnreadBytes(of channel: any Channel) -> Bool {
        guard let server = channel.localAddress?.port, let client = channel.remoteAddress?.port else { return false }
        // number: local address, remote address, state, send queue:receive queue, …
        let start = ":\(hex(client)) 0100007F:\(hex(server)) "
        var table = connectionTable()
        table.append(0)
        return table.withUnsafeMutableBytes { bytes in
            let text = bytes.assumingMemoryBound(to: CChar.self)
            guard let base = text.baseAddress, let found = strstr(base, start) else { return false }
            let receiveQueue = found + start.utf8.count + "01 00000000:".utf8.count
            return strncmp(receiveQueue, "00000000", 8) != 0
        }
    }

    /// A port as the table writes it: four hexadecimal digits.
    private static func hex(_ port: Int) -> String {
        let digits = String(port, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    private static func connectionTable() -> [UInt8] {
        #if os(Linux)
        let descriptor = open("/proc/net/tcp", O_RDONLY)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var table: [UInt8] = []
        while true {
            let piece = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { return table }
            table += piece
        }
        #else
        return []
        #endif
    }
}
