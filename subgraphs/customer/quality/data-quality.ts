import type { FactField } from '../profile/fact.ts'

/** How many customers have one expected fact, and in which state. */
export interface FieldQuality {
  readonly field: FactField
  readonly expected: number
  readonly present: number
  readonly verified: number
  readonly fresh: number
  readonly accurate: number
}

export interface DataQuality {
  readonly customers: number
  readonly fields: FieldQuality[]
}

/** A segment as marketing tells of it: who stands for it. */
export interface SegmentReference {
  readonly id: string
  readonly drawnMemberIds?: readonly string[] | null
}

/** What is to be known of whom. */
export const expectedFacts = {
  PERSON: ['FAMILY_NAME', 'GIVEN_NAME', 'BIRTH_DATE', 'PHONE', 'EMAIL', 'ADDRESS'],
  ORGANISATION: ['ORGANISATION_NAME', 'ORGANISATION_TYPE', 'PHONE', 'EMAIL', 'ADDRESS'],
} as const satisfies Record<string, readonly FactField[]>

type Count = Exclude<keyof FieldQuality, 'field'>

/** The share of one count in another, over all fields; null of nothing. */
export function share({ fields }: DataQuality, part: Count, whole: Count): number | null {
  const sum = (count: Count): number => fields.reduce((total, each) => total + each[count], 0)
  return sum(whole) === 0 ? null : Math.round((sum(part) / sum(whole)) * 1000) / 1000
}

/** Whose facts are least accurate, the worst first; who has none that count is left out. */
export function leastAccurate(qualities: ReadonlyMap<string, DataQuality>, most: number): string[] {
  return [...qualities]
    .flatMap(([id, quality]) => {
      const accuracy = share(quality, 'accurate', 'expected')
      return accuracy === null ? [] : [{ id, accuracy }]
    })
    .toSorted((one, other) => one.accuracy - other.accuracy || one.id.localeCompare(other.id))
    .slice(0, most)
    .map(({ id }) => id)
}
