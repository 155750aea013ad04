/** The refusal of every mutation that names a customer who isn't there. */
export const customerUnknown = (customerId: string) => ({
  __typename: 'CustomerUnknown' as const,
  message: `There is no customer ${customerId}.`,
  customerId,
})
