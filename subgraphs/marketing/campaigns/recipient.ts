const dealerPrefix = 'DEALER:'

/** To whom consent must be given for a campaign, as the ledger of consent names recipients. */
export const recipientOf = (dealerId: string | null): string =>
  dealerId === null ? 'MAKER' : `${dealerPrefix}${dealerId}`

/** The dealer among recipients; null when it is the maker. */
export const dealerOf = (recipient: string): string | null =>
  recipient.startsWith(dealerPrefix) ? recipient.slice(dealerPrefix.length) : null
