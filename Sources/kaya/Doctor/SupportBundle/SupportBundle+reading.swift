internal import Foundation

extension SupportBundle {
    /// A longer file is none. In bytes.
    static let maximumSize = 8 * 1_024 * 1_024

    /// What every bundle says of itself.
    private struct Label: Decodable {
        let kaya: String
        let version: Int
    }

    /// Reads a bundle.
    ///
    /// - Throws: ``Refusal``.
    init(reading data: Data) throws(Refusal) {
        guard data.count <= Self.maximumSize else { throw Refusal(message: "It is too long for a support bundle.") }
        let decoder = JSONDecoder()
        do {
            let label = try decoder.decode(Label.self, from: data)
            guard label.kaya == "support-bundle" else { throw Refusal(message: "It is no support bundle of Kaya's.") }
            guard label.version <= Self.version else {
                throw Refusal(message: "It is of a newer version (\(label.version)) than this kaya reads: update kaya.")
            }
            self = try decoder.decode(SupportBundle.self, from: data)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(message: "It is no support bundle of Kaya's, or it is damaged.")
        }
    }

    /// Reads a bundle's file.
    ///
    /// - Throws: ``Refusal``.
    init(file path: String) throws(Refusal) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Refusal(message: "\(path) cannot be read.")
        }
        try self.init(reading: data)
    }
}
