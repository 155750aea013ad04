import type { LeadFacts, LeadRoutingRule } from './lead.ts'

/** A dealer that a lead could go to. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly city: string
  readonly region: string
  readonly openLeads: number
}

/** Where a lead goes, and why. */
export interface Routing {
  readonly dealerId: string
  readonly rule: LeadRoutingRule
  readonly reason: string
}

/** The lead goes to the dealer with the fewest open leads in the nearest area that has any; null without dealers. */
export function routeLead(
  { city, region }: Pick<LeadFacts, 'city' | 'region'>,
  candidates: readonly Candidate[],
): Routing | null {
  const areas = [
    { rule: 'CITY', name: `in ${city}`, dealers: candidates.filter(dealer => dealer.city === city) },
    { rule: 'REGION', name: `in ${region}`, dealers: candidates.filter(dealer => dealer.region === region) },
    { rule: 'LOAD', name: 'of all', dealers: candidates },
  ] as const
  const area = areas.find(({ dealers }) => dealers.length > 0)
  const [best] = area?.dealers.toSorted((a, b) => a.openLeads - b.openLeads || (a.id < b.id ? -1 : 1)) ?? []
  if (area === undefined || best === undefined) return null
  const reason = `${best.name} has the fewest open leads, ${best.openLeads}, among ${area.dealers.length} dealers ${area.name}.`
  return { dealerId: best.id, rule: area.rule, reason }
}

/** The person named or visited the dealer. */
export const chosenRouting = ({ id, name }: { readonly id: string; readonly name: string }): Routing => ({
  dealerId: id,
  rule: 'CHOSEN',
  reason: `${name} was chosen.`,
})
