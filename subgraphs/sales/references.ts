/** A customer as sales knows him. */
export interface CustomerReference {
  readonly id: string
}

/** A car as other subgraphs name it: one that is not built has no VIN. */
export interface VehicleReference {
  readonly vin?: string | null
}

/** A reference to an entity of another subgraph by its id; null without one. */
export const reference = (id: string | null): { readonly id: string } | null => (id === null ? null : { id })
