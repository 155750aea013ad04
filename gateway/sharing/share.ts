/**
 * What is shared among those who ask for the same at the same time: nothing, reads of a subgraph that are the same for
 * everybody, equal reads of one principal too, or his equal queries as a whole beside the public reads.
 */
export const shares = ['off', 'public', 'fetches', 'requests'] as const
export type Share = (typeof shares)[number]
