/** Most bytes of a supergraph that is read. */
export const largestSupergraph = 32 * 1024 * 1024
