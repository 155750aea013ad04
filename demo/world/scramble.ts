/** A permutation of 0 to size - 1 that looks like chance: numbers drawn through it never repeat. */
export const scrambled = (place: number, size: number, start = 0): number =>
  Number((BigInt(place) * 1_000_003n + BigInt(start)) % BigInt(size))
