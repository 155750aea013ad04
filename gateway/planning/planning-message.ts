import type { PlanNode } from '@graphql-hive/router-query-planner'

/** What the process that makes plans is told. */
export type PlanningMessage =
  | { readonly kind: 'supergraph'; readonly supergraph: number; readonly text: string }
  | { readonly kind: 'forget'; readonly supergraph: number }
  | ({ readonly kind: 'plan'; readonly supergraph: number } & PlanningTask)

export interface PlanningTask {
  readonly text: string
  readonly operationName: string | null
  readonly labels: readonly string[]
  readonly percentage: number
}

/** What it says when it has started, and then to each task, in the order of the tasks. */
export type PlanningReply =
  | { readonly kind: 'started' }
  | { readonly kind: 'planned'; readonly node: PlanNode | null }
  | { readonly kind: 'failed'; readonly why: string }
