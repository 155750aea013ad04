/**
 * Ids of events, each as 106 bits of its hash: a process keeps those of hundreds of thousands of events in mind, and
 * numbers are nothing that its collector has to go through.
 */
export class EventIds {
  /** Two numbers of each id. */
  readonly #numbers: number[] = []

  get size(): number {
    return this.#numbers.length / 2
  }

  has(id: string): boolean {
    const numbers = this.#numbers
    if (numbers.length === 0) return false
    const [one, other] = [firstOf(id), secondOf(id)]
    for (let at = 0; at < numbers.length; at += 2) if (numbers[at] === one && numbers[at + 1] === other) return true
    return false
  }

  /** Adds an id that is not there. */
  add(id: string): void {
    this.#numbers.push(firstOf(id), secondOf(id))
  }
}

const firstOf = (id: string): number => hashed(id, 0x9e_37_79_b1, 0x5f_35_64_95)
const secondOf = (id: string): number => hashed(id, 0x85_eb_ca_6b, 0xc2_b2_ae_35)

/** 53 bits, of two halves that each multiply by a number of their own. */
function hashed(text: string, lowFactor: number, highFactor: number): number {
  let low = text.length
  let high = lowFactor
  for (let nth = 0; nth < text.length; nth++) {
    const unit = text.charCodeAt(nth)
    low = Math.imul(low ^ unit, lowFactor)
    high = Math.imul(high ^ unit, highFactor)
    low ^= low >>> 15
    high ^= high >>> 13
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}
