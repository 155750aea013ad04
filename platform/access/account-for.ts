import { hash } from 'node:crypto'
import type { FormattedExecutionResult } from 'graphql'
import type { Context } from '../context.ts'
import { Fault, toFault } from '../errors.ts'
import { newId } from '../id.ts'
import type { ShownPerson } from '../privacy/shown-people.ts'
import type { AccessBook } from './access-book.ts'
import type { Access } from './access-entry.ts'
import type { ExportAlarm } from './export-alarm.ts'
import type { ExportGuard } from './export-guard.ts'

export interface Accounting {
  readonly book: AccessBook
  readonly exports: ExportGuard
  readonly alarm: ExportAlarm
}

/** Gives an answer once whom it shows is counted and written down; or what stands in its place when it isn't. */
export type AccountFor = (
  ctx: Context,
  operation: string | null,
  answer: FormattedExecutionResult,
) => Promise<FormattedExecutionResult>

export function accountFor({ book, exports, alarm }: Accounting): AccountFor {
  async function account(ctx: Context, operation: string | null): Promise<void> {
    const people = othersShown(ctx)
    if (people.length === 0) return
    const { role, name } = ctx.principal
    if (
      !(await exports.count(
        hashOf(`${role} ${name}`),
        people.map(([key]) => hashOf(key)),
      ))
    ) {
      await alarm(ctx, operation)
      throw new Fault(
        'EXPORT_LIMIT',
        'You have been shown as many people as you may be for now: nothing more is shown.',
      )
    }
    await book.write(people.map(([key, person]) => accessOf(ctx, operation, { key, person })))
  }

  return async (ctx, operation, answer) => {
    try {
      await account(ctx, operation)
      return answer
    } catch (error) {
      const { message, extensions } = toFault(error)
      return { errors: [{ message, extensions }] }
    }
  }
}

/** Whom a request has shown to somebody else; a developer is nobody, and there are none in production. */
function othersShown({ shown, principal: { role, customerId } }: Context): [string, ShownPerson][] {
  if (role === 'developer') return []
  return [...shown].filter(([key]) => role !== 'customer' || key !== customerId)
}

/** Names and ids of people stand in no store of counts. */
const hashOf = (text: string): string => hash('sha256', text, 'base64url')

const accessOf = (
  { principal: { name, role, dealerId, reason }, now }: Context,
  operation: string | null,
  { key, person: { customerId, fields, classes } }: { readonly key: string; readonly person: ShownPerson },
): Access => ({
  id: newId('access'),
  at: now,
  reader: name,
  role,
  dealerId,
  operation,
  customerId,
  subject: customerId === null ? key : null,
  fields: [...fields].toSorted(),
  classes: [...classes].toSorted(),
  reason,
})
