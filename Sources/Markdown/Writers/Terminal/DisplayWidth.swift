/// How many columns a character takes on a terminal.
enum DisplayWidth {
    /// The columns of a scalar that stands alone: 0, 1 or 2.
    static func width(of scalar: UInt32) -> Int {
        if scalar < 0x300 { return 1 }
        if contains(DisplayWidthTables.zero, scalar) { return 0 }
        return contains(DisplayWidthTables.wide, scalar) ? 2 : 1
    }

    /// Whether U+FE0F makes an emoji of it, two columns wide.
    static func isEmojiOnDemand(_ scalar: UInt32) -> Bool {
        contains(DisplayWidthTables.emojiOnDemand, scalar)
    }

    /// Whether it may be part of a sequence that shows one emoji.
    static func isPictograph(_ scalar: UInt32) -> Bool {
        scalar >= 0x2000 && (isEmojiOnDemand(scalar) || (0x231A...0x2B55).contains(scalar) && width(of: scalar) == 2)
    }

    /// Whether a scalar lies in one of the ranges, each first and last.
    private static func contains(_ ranges: [UInt32], _ scalar: UInt32) -> Bool {
        var low = 0
        var high = ranges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if ranges[2 * middle + 1] < scalar {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return 2 * low < ranges.count && ranges[2 * low] <= scalar
    }
}
