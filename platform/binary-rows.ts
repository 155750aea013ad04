/** Rows in the binary form of COPY, written one value after the other. */
export interface BinaryRows {
  /** Begins a row of so many values. */
  row(values: number): void
  text(value: string | null): void
  bytes(value: Uint8Array): void
  int(value: number): void
  boolean(value: boolean): void
  moment(value: Date | null): void
  /** A value of `jsonb`; null as NULL. */
  json(value: unknown): void
  /** Gives out what is left; nothing may be written after it. */
  end(): void
}

const head = Buffer.concat([Buffer.from('PGCOPY\n\xFF\r\n\0', 'latin1'), Buffer.alloc(8)])

/** PostgreSQL counts microseconds from the beginning of the year 2000. */
const epoch = Date.UTC(2000, 0, 1)

/** Half of a 64-bit number. */
const half = 2 ** 32

/** So many bytes are given out together: the server reads them while further rows are made. */
const together = 1 << 16

/** Texts longer than this are left to the native encoder, which costs a call. */
const short = 64

/** Gives out the bytes of rows as they are written; what was given out is used again. */
export function binaryRows(give: (bytes: Buffer) => void): BinaryRows {
  let bytes = Buffer.allocUnsafe(together)
  let at = head.copy(bytes)

  function giveOut(): void {
    give(bytes.subarray(0, at))
    at = 0
  }

  function makeRoom(size: number): void {
    if (at + size <= bytes.length) return
    giveOut()
    if (size > bytes.length) bytes = Buffer.allocUnsafe(size)
  }

  function int32(value: number): void {
    bytes[at++] = value >>> 24
    bytes[at++] = value >>> 16
    bytes[at++] = value >>> 8
    bytes[at++] = value
  }

  /** Writes the text here if it is short and plain; tells whether it was. */
  function isPlainlyWritten(value: string): boolean {
    const { length } = value
    if (length > short) return false
    for (let nth = 0; nth < length; nth++) {
      const unit = value.charCodeAt(nth)
      if (unit > 127) return false
      bytes[at + nth] = unit
    }
    return true
  }

  /** Writes a text behind its size, with the byte of a version between them where there is one. */
  function sized(value: string, version?: number): void {
    const before = version === undefined ? 4 : 5
    makeRoom(before + 3 * value.length)
    const start = at
    at += before
    const end = at + (isPlainlyWritten(value) ? value.length : bytes.write(value, at))
    at = start
    int32(end - start - 4)
    if (version !== undefined) bytes[at] = version
    at = end
  }

  function nothing(): void {
    makeRoom(4)
    int32(-1)
  }

  return {
    row(values) {
      makeRoom(2)
      bytes[at++] = values >>> 8
      bytes[at++] = values
    },
    text: value => (value === null ? nothing() : sized(value)),
    bytes(value) {
      makeRoom(4 + value.length)
      int32(value.length)
      bytes.set(value, at)
      at += value.length
    },
    int(value) {
      makeRoom(8)
      int32(4)
      int32(value)
    },
    boolean(value) {
      makeRoom(5)
      int32(1)
      bytes[at++] = Number(value)
    },
    moment(value) {
      if (value === null) return nothing()
      const microseconds = (value.getTime() - epoch) * 1000
      const high = Math.floor(microseconds / half)
      makeRoom(12)
      int32(8)
      int32(high)
      int32(microseconds - high * half)
    },
    json(value) {
      if (value === null) return nothing()
      sized(JSON.stringify(value), 1)
    },
    end() {
      makeRoom(2)
      bytes[at++] = 255
      bytes[at++] = 255
      giveOut()
    },
  }
}
