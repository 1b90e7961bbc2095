#if arch(wasm32)
// Allowed: nonisolated(unsafe), for WebAssembly has one thread here and no call begins before the last one has ended.
nonisolated(unsafe) private let exchange = PageExchange()

@_expose(wasm, "input") @_cdecl("input")
func input() -> UnsafeMutableRawPointer? { UnsafeMutableRawPointer(exchange.input.baseAddress) }

@_expose(wasm, "input_capacity") @_cdecl("input_capacity")
func inputCapacity() -> Int32 { Int32(truncatingIfNeeded: exchange.input.count) }

@_expose(wasm, "output") @_cdecl("output")
func output() -> UnsafeRawPointer? { UnsafeRawPointer(exchange.output.baseAddress) }

@_expose(wasm, "output_length") @_cdecl("output_length")
func outputLength() -> Int32 { Int32(truncatingIfNeeded: exchange.output.count) }

@_expose(wasm, "answer_make") @_cdecl("answer_make")
func answerMake(_ headingStart: UInt32, _ features: UInt32) -> UInt32 {
    exchange.makeAnswer(headingStart: headingStart, features: PageExchange.AnswerFeatures(rawValue: features))
}

@_expose(wasm, "answer_append") @_cdecl("answer_append")
func answerAppend(_ handle: UInt32, _ count: Int32) -> Int32 {
    exchange.appendToAnswer(handle, count: Int(count)).rawValue
}

@_expose(wasm, "answer_finish") @_cdecl("answer_finish")
func answerFinish(_ handle: UInt32) -> Int32 { exchange.finishAnswer(handle).rawValue }

@_expose(wasm, "answer_take_patches") @_cdecl("answer_take_patches")
func answerTakePatches(_ handle: UInt32) -> Int32 { exchange.takePatches(handle).rawValue }

@_expose(wasm, "answer_free") @_cdecl("answer_free")
func answerFree(_ handle: UInt32) { exchange.freeAnswer(handle) }

@_expose(wasm, "event_reader_make") @_cdecl("event_reader_make")
func eventReaderMake() -> UInt32 { exchange.makeEventReader() }

@_expose(wasm, "event_reader_feed") @_cdecl("event_reader_feed")
func eventReaderFeed(_ handle: UInt32, _ count: Int32) -> Int32 {
    exchange.feedEventReader(handle, count: Int(count)).rawValue
}

@_expose(wasm, "event_reader_finish") @_cdecl("event_reader_finish")
func eventReaderFinish(_ handle: UInt32) -> Int32 { exchange.finishEventReader(handle).rawValue }

@_expose(wasm, "event_reader_free") @_cdecl("event_reader_free")
func eventReaderFree(_ handle: UInt32) { exchange.freeEventReader(handle) }
#endif
