/** A reference to an entity of another subgraph by its id; null without one. */
export const reference = (id: string | null): { readonly id: string } | null => (id === null ? null : { id })
