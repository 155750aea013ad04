/** The number of one sender's latest calls that are told apart: older ones count as seen. */
const span = 131_072

interface Seen {
  /** A bit for each number of the span, at its remainder. */
  readonly bits: Uint32Array
  highest: number
  /** The latest moment until which any of its calls is good, in seconds since 1970. */
  expires: number
}

/** A call's place among those of its sender. */
export interface CallNumber {
  readonly sender: string
  readonly number: number
  /** Until when the call is good, in seconds since 1970. */
  readonly expires: number
}

/** Tells of each call whether it comes for the first time; memory is the same for any number of calls of a sender. */
export function createSeenCalls(): (call: CallNumber, now: number) => boolean {
  const senders = new Map<string, Seen>()

  function of(sender: string, now: number): Seen {
    const known = senders.get(sender)
    if (known !== undefined) return known
    // A sender that is gone: whatever is said again of it is too old by itself.
    for (const [name, { expires }] of senders) if (expires < now) senders.delete(name)
    const seen = { bits: new Uint32Array(span / 32), highest: 0, expires: 0 }
    senders.set(sender, seen)
    return seen
  }

  return ({ sender, number, expires }, now) => {
    const seen = of(sender, now)
    if (number <= seen.highest - span) return false
    if (number > seen.highest) {
      if (number - seen.highest >= span) seen.bits.fill(0)
      else for (let each = seen.highest + 1; each <= number; each++) setBit(seen.bits, each, false)
      seen.highest = number
    } else if (hasBit(seen.bits, number)) return false
    setBit(seen.bits, number, true)
    seen.expires = Math.max(seen.expires, expires)
    return true
  }
}

const hasBit = (bits: Uint32Array, number: number): boolean =>
  (((bits[(number % span) >>> 5] ?? 0) >>> (number % 32)) & 1) === 1

function setBit(bits: Uint32Array, number: number, to: boolean): void {
  const word = (number % span) >>> 5
  const mask = 1 << (number % 32)
  const before = bits[word] ?? 0
  bits[word] = to ? before | mask : before & ~mask
}
