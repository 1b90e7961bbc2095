/// Finds data that the byte scan of a chunk reads otherwise than the full decode, or that makes either of them trap.
///
/// Built with the sources it tests into one module by `Scripts/fuzz-chunk-scanner`. The first byte says where the
/// input is cut when it is read as a stream: the text must not depend on it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChunkScanner(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 1 else { return 0 }
    let input = UnsafeRawBufferPointer(start: start, count: count)
    checkScan(UnsafeRawBufferPointer(rebasing: input[1...]))
    checkCut(UnsafeRawBufferPointer(rebasing: input[1...]), at: Int(input[0]) * (count - 1) / 255)
    return 0
}

private func checkScan(_ data: UnsafeRawBufferPointer) {
    let reading = ChunkScanner.read(data)
    if case .odd = reading {
        _ = ChatCompletionChunk(data)
        _ = ReportedError(body: data)
        return
    }
    guard let chunk = ChatCompletionChunk(data) else {
        preconditionFailure("the scan read what the full decode refuses")
    }
    precondition(chunk.hasChoices && chunk.error == nil && chunk.usage == nil && chunk.finishReason == nil)
    precondition(chunk.delta.refusal == nil && !chunk.delta.isReasoning && chunk.delta.toolCallCount == 0)
    var content: [UInt8] = []
    if case .content(let string) = reading { content = Array(string.bytes) }
    precondition(chunk.delta.content.flatMap { Array($0.bytes) } == content, "the scan read another text")
}

private func checkCut(_ body: UnsafeRawBufferPointer, at cut: Int) {
    let whole = text(of: [body])
    let halves = text(of: [
        UnsafeRawBufferPointer(rebasing: body[..<cut]), UnsafeRawBufferPointer(rebasing: body[cut...]),
    ])
    precondition(whole == halves, "the text depends on the cut")
}

private func text(of reads: [UnsafeRawBufferPointer]) -> String {
    var decoder = ChatCompletionDecoder()
    decoder.begin(TransportResponseHead(status: 200, headers: []))
    var text = ""
    for read in reads where decoder.failure == nil && !decoder.hasEnough {
        decoder.feed(read)
        text += decoder.endRead().delta?.text ?? ""
    }
    if decoder.failure == nil { text += decoder.endBody().delta?.text ?? "" }
    _ = decoder.conclusion(by: ModelIdentity(label: "fuzz", model: "m"))
    return text
}
