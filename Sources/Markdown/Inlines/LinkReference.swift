/// Where a link reference definition leads: the address and the title, unescaped and not yet percent-encoded.
struct LinkReference: Equatable {
    var address: [UInt8]
    var title: [UInt8]
}
