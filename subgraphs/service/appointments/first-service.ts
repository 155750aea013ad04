/** The first service of a new car is due six months after its delivery. */
export function firstServiceDue(deliveredAt: Date): Date {
  const due = new Date(deliveredAt)
  due.setUTCMonth(due.getUTCMonth() + 6)
  return due
}
