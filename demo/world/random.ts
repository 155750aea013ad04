/** Chance that repeats itself: the same seed and labels give the same sequence. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number of the range, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the values, each as likely as its weight says. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** A sequence of its own for each thing named by labels, so that a change of one leaves the others as they were. */
export function randomFrom(seed: number, ...labels: readonly (string | number)[]): Random {
  let state = hash(`${seed}/${labels.join('/')}`)
  // mulberry32
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))

  function pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(next() * list.length)]
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }

  function weighted<T>(list: readonly (readonly [T, number])[]): T {
    let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of list) if ((rest -= weight) < 0) return value
    return pick(list)[0]
  }

  function shuffled<T>(list: readonly T[]): T[] {
    const sorted = list.map(value => ({ value, place: next() })).toSorted((a, b) => a.place - b.place)
    return sorted.map(({ value }) => value)
  }

  return { next, int, chance: probability => next() < probability, pick, weighted, shuffled }
}

/** FNV-1a. */
function hash(text: string): number {
  let code = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) code = Math.imul(code ^ text.charCodeAt(index), 0x01000193)
  return code
}
