const messages = {
  UNDONE_BEFORE: 'The merge was undone before.',
  LATER_MERGE: 'The survivor took part in a later merge: undo that first.',
  BEING_ERASED: 'The erasure of the customer was requested.',
} as const

/** The refusal to undo a merge. */
export const notUndoable = (because: keyof typeof messages) => ({
  __typename: 'MergeNotUndoable' as const,
  message: messages[because],
  because,
})
