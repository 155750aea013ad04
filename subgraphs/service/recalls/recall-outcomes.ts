export interface RecallSuccess<Name extends string> {
  readonly __typename: Name
  readonly recallId: string
}

export interface RecallAlreadyClosed {
  readonly __typename: 'RecallAlreadyClosed'
  readonly message: string
  readonly closedAt: Date
}

export interface RecallNotFound {
  readonly __typename: 'RecallNotFound'
  readonly message: string
  readonly recallId: string
}

export const recallNotFound = (recallId: string): RecallNotFound => ({
  __typename: 'RecallNotFound',
  message: `There is no recall ${recallId}.`,
  recallId,
})

export const recallAlreadyClosed = (closedAt: Date): RecallAlreadyClosed => ({
  __typename: 'RecallAlreadyClosed',
  message: `The recall was closed on ${closedAt.toISOString().slice(0, 10)}.`,
  closedAt,
})
