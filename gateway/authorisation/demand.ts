/**
 * What a type or a field demands: of several ways one, with all its rights. A right is `authenticated`,
 * `scope:NAME`, `policy:NAME` or `tag:AUDIENCE`.
 */
export type Demand = readonly (readonly string[])[]

/** What a caller may do. */
export interface Rights {
  has(right: string): boolean
}

/** Whoever may do everything: the people who look at plans. */
export const allRights: Rights = { has: () => true }

/** Somebody of whom nothing is known. */
export const noRights: Rights = { has: () => false }

/** Whether a caller fulfils every one of the demands. */
export const fulfils = (rights: Rights, demands: readonly Demand[]): boolean =>
  demands.every(ways => ways.some(way => way.every(right => rights.has(right))))
