/** The refusal of an id that no dealer has. */
export const dealerUnknown = (dealerId: string) =>
  ({ __typename: 'DealerUnknown', message: `There is no dealer ${dealerId}.`, dealerId }) as const
