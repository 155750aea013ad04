/** Somebody whose data are looked for in a subgraph. */
export interface Person {
  readonly customerId: string
  /** Telephone numbers, e-mail addresses and WeChat ids, as they are kept; empty once all of them are gone. */
  readonly contacts: readonly string[]
  /** The person's name as it is written; empty once it is gone. */
  readonly names: readonly string[]
}
