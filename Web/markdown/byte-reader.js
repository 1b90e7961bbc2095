// A byte order mark within an answer is a character like any other.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true })

/** Reads what the module writes: bytes, numbers as unsigned LEB128, and text as a number of bytes and the bytes. */
export class ByteReader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes
    this.offset = 0
  }

  get isAtEnd() {
    return this.offset >= this.bytes.length
  }

  byte() {
    const byte = this.bytes[this.offset]
    if (byte === undefined) throw new RangeError("the bytes end within a part")
    this.offset += 1
    return byte
  }

  number() {
    let value = 0
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
    throw new RangeError("a number has more than five bytes")
  }

  text() {
    const count = this.number()
    if (count > this.bytes.length - this.offset) throw new RangeError("the bytes end within a text")
    this.offset += count
    return utf8.decode(this.bytes.subarray(this.offset - count, this.offset))
  }
}
