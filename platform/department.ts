/** The departments that deal with customers, as the graph names them. */
export const departments = ['CUSTOMER', 'SALES', 'SERVICE', 'MARKETING', 'PRODUCTION'] as const

export type Department = (typeof departments)[number]
