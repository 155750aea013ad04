/**
 * How far each thing in common makes two records one, from 0 to 1: the share of pairs with it alone that we take to be
 * one customer.
 */
export const matchWeights = {
  // An account is one person's.
  WECHAT: 0.8,
  // Couples and small firms share a mailbox more seldom than a telephone.
  EMAIL: 0.7,
  // Two people of one name born on one day are rare even where names are few.
  NAME_AND_BIRTH_DATE: 0.7,
  // A household or a reception has one number, and numbers are given out again.
  PHONE: 0.6,
  // Branches bear the name of the house.
  COMPANY: 0.6,
  // Beside what name and address say each: a father and his son can share both.
  NAME_AND_ADDRESS: 0.4,
  // 张伟 is the name of hundreds of thousands.
  NAME: 0.3,
  // A tower has hundreds of flats.
  ADDRESS: 0.2,
} as const satisfies Record<string, number>

export type MatchReason = keyof typeof matchWeights

/** What candidates are looked for by: too many have a name or an address alone in common. */
export const telling = [
  'WECHAT',
  'EMAIL',
  'NAME_AND_BIRTH_DATE',
  'PHONE',
  'COMPANY',
  'NAME_AND_ADDRESS',
] as const satisfies readonly MatchReason[]

/** How likely two records are one: what each reason leaves to doubt is multiplied. */
export function scoreOf(reasons: readonly MatchReason[]): number {
  const doubt = reasons.reduce((left, reason) => left * (1 - matchWeights[reason]), 1)
  return Math.round((1 - doubt) * 1000) / 1000
}

export const byWeight = (one: MatchReason, other: MatchReason): number =>
  matchWeights[other] - matchWeights[one] || one.localeCompare(other)
