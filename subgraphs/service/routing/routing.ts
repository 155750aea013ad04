import type { Department } from '#platform/department.ts'
import type { CaseKind } from '../cases/case.ts'

export type CustomerTier = 'STANDARD' | 'PREFERRED' | 'KEY'

export interface Queue {
  readonly id: string
  readonly name: string
  readonly department: Department
}

export interface Agent {
  readonly id: string
  readonly name: string
  readonly queueId: string
  readonly skills: readonly CaseKind[]
  readonly languages: readonly string[]
  readonly capacity: number
}

export interface RoutingRule {
  readonly position: number
  readonly name: string
  readonly kinds: readonly CaseKind[] | null
  readonly languages: readonly string[] | null
  readonly tiers: readonly CustomerTier[] | null
  readonly queueId: string
}
