const messages = {
  SAME_CUSTOMER: 'Both ids are of one customer.',
  KINDS_DIFFER: 'One of them is a person, the other an organisation.',
  BEING_ERASED: 'The erasure of one of them was requested.',
} as const

/** The refusal to make two records one. */
export const notMergeable = (because: keyof typeof messages) => ({
  __typename: 'CustomersNotMergeable' as const,
  message: messages[because],
  because,
})
