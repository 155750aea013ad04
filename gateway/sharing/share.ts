/** What is shared among those who ask for the same at the same time. */
export const shares = ['off', 'fetches', 'requests'] as const
export type Share = (typeof shares)[number]
