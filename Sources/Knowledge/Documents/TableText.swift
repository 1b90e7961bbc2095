/// Makes the rows of a table readable without the table.
enum TableText {
    /// One line a row: the first cell, then every other cell with its column's heading.
    ///
    /// Two columns read "Personalausweis: 37 Euro"; more read "Personalausweis: Gebühr 37 Euro; Dauer 3 Wochen".
    static func lines(header: [String]?, rows: [[String]]) -> [String] {
        rows.compactMap { row in
            let cells = row.enumerated().filter { !$0.element.isEmpty }
            guard let first = cells.first else { return nil }
            let rest = cells.dropFirst().map { offset, cell -> String in
                guard row.count > 2, let header, offset < header.count, !header[offset].isEmpty else { return cell }
                return "\(header[offset]) \(cell)"
            }
            return rest.isEmpty ? first.element : "\(first.element): \(rest.joined(separator: "; "))"
        }
    }
}
