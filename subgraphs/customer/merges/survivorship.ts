import { factFields, factNames, type FactName } from '../profile/fact.ts'
import type { MergeDecision, MergeSide } from './merge.ts'

/** What is known of a fact of one of the two records. */
export interface KnownFact {
  readonly value: string | null
  /** Null when nobody can say. */
  readonly validFrom: Date | null
  readonly verified: boolean
}

export type KnownFacts = Readonly<Record<FactName, KnownFact>>
export type Choices = ReadonlyMap<FactName, MergeSide>

export interface Survivorship {
  /** The facts that are kept as the merged record has them. */
  readonly fromMerged: readonly FactName[]
  /** Of each fact in which the records differ. */
  readonly decisions: readonly MergeDecision[]
}

/** Decides of each fact in which two records differ whose value is kept. */
export function survivorship(survivor: KnownFacts, merged: KnownFacts, choices: Choices): Survivorship {
  const decided = factNames
    .filter(name => survivor[name].value !== merged[name].value)
    .map(name => ({ name, ...decide({ name, mine: survivor[name], theirs: merged[name] }, choices.get(name)) }))
  return {
    fromMerged: decided.filter(({ kept }) => kept === 'MERGED').map(({ name }) => name),
    decisions: decided.map(({ name, kept, rule }) => ({ field: factFields[name], kept, rule })),
  }
}

interface Rivals {
  readonly name: FactName
  readonly mine: KnownFact
  readonly theirs: KnownFact
}

function decide({ name, mine, theirs }: Rivals, chosen: MergeSide | undefined): Omit<MergeDecision, 'field'> {
  if (chosen !== undefined) return { kept: chosen, rule: 'CHOSEN' }
  if (mine.value === null || theirs.value === null)
    return { kept: theirs.value === null ? 'SURVIVOR' : 'MERGED', rule: 'ONLY_ONE' }
  if (name === 'since') return { kept: theirs.value < mine.value ? 'MERGED' : 'SURVIVOR', rule: 'EARLIER' }
  if (mine.verified !== theirs.verified) return { kept: theirs.verified ? 'MERGED' : 'SURVIVOR', rule: 'VERIFIED' }
  const [mineSince, theirsSince] = [mine.validFrom?.getTime() ?? 0, theirs.validFrom?.getTime() ?? 0]
  if (mineSince !== theirsSince) return { kept: theirsSince > mineSince ? 'MERGED' : 'SURVIVOR', rule: 'NEWER' }
  return { kept: 'SURVIVOR', rule: 'SURVIVOR_STAYS' }
}
