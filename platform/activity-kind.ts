/** What sorts of activity a customer's timeline tells of, as the graph names them. */
export const activityKinds = [
  'TOUCHPOINT',
  'LEAD',
  'ORDER',
  'SALE',
  'OWNERSHIP',
  'APPOINTMENT',
  'SERVICE',
  'CASE',
  'REQUEST',
  'RECALL',
  'MESSAGE',
  'CONSENT',
] as const
