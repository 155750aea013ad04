import type { CaseKind } from '../cases/case.ts'
import type { CustomerTier, RoutingRule } from './routing.ts'

/** What routing goes by. */
export interface Wanted {
  readonly kind: CaseKind
  readonly language: string
  readonly tier: CustomerTier
}

/** The first rule that fits, of rules in the order of their positions; null when none does. */
export function matchRule(rules: readonly RoutingRule[], { kind, language, tier }: Wanted): RoutingRule | null {
  return (
    rules.find(
      rule =>
        (rule.kinds?.includes(kind) ?? true) &&
        (rule.languages?.includes(language) ?? true) &&
        (rule.tiers?.includes(tier) ?? true),
    ) ?? null
  )
}
