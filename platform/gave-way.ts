import pg from 'pg'

/** Whether the database ended a transaction in favour of another one: it changed nothing, and may go through now. */
export const gaveWay = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')
