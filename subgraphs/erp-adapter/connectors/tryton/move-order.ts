import { ConnectorFault } from '../connector-fault.ts'
import type { OrderMove } from '../connector.ts'
import { optionText, saleOf } from './place-order.ts'
import { production, productionFields, revisionOf } from './read-orders.ts'
import { search } from './tryton-rows.ts'
import type { TrytonSession } from './tryton-session.ts'
import { trytonDay } from './tryton-values.ts'

/** The states in which a production is still planned, and can be changed. */
const plannable = new Set(['request', 'draft', 'waiting'])

/** Cancels a production, or gives it other dates or options; one that was changed meanwhile is a conflict. */
export async function moveOrder(session: TrytonSession, move: OrderMove, signal: AbortSignal): Promise<void> {
  const { number, revision } = move
  const found = await productionOf(session, number, signal)
  if (move.kind === 'cancel' && found.state === 'cancelled') return
  if (revisionOf(found) !== revision)
    throw new ConnectorFault('CONFLICT', `The production ${number} was changed meanwhile.`)
  if (move.kind === 'reschedule') return reschedule(session, { ...move, ...found }, signal)
  if (move.kind === 'configure') return configure(session, { ...move, ...found }, signal)
  await session.call({ method: 'model.production.cancel', args: [[found.id]] }, signal)
  // Tryton passes over a step that the state doesn't allow, and says nothing.
  const { state } = await productionOf(session, number, signal)
  if (state !== 'cancelled') throw new ConnectorFault('REFUSED', `Tryton cancels no production that is ${state}.`)
}

async function productionOf(session: TrytonSession, number: string, signal: AbortSignal) {
  const [found] = await search(
    session,
    {
      model: 'production',
      domain: [number.startsWith('#') ? ['id', '=', Number(number.slice(1))] : ['number', '=', number]],
      fields: [...productionFields, 'create_date', 'write_date'],
      shape: production,
    },
    { signal },
  )
  if (found === undefined) throw new ConnectorFault('REFUSED', `Tryton has no production ${number}.`)
  return found
}

interface Rescheduled {
  readonly id: number
  readonly state: string
  readonly plannedStart: Date | null
  readonly plannedEnd: Date | null
}

async function reschedule(
  session: TrytonSession,
  { id, state, plannedStart, plannedEnd }: Rescheduled,
  signal: AbortSignal,
): Promise<void> {
  if (!plannable.has(state))
    throw new ConnectorFault('REFUSED', `Tryton moves no production that is ${state} to other days.`)
  const dates = {
    ...(plannedStart === null ? {} : { planned_start_date: trytonDay(plannedStart) }),
    ...(plannedEnd === null ? {} : { planned_date: trytonDay(plannedEnd) }),
  }
  await session.call({ method: 'model.production.write', args: [[id], dates] }, signal)
}

interface Configured {
  readonly state: string
  readonly reference: string | null
  readonly optionCodes: readonly string[]
}

/** A production has no place for options: they stand in the line of the sale that it supplies. */
async function configure(
  session: TrytonSession,
  { state, reference, optionCodes }: Configured,
  signal: AbortSignal,
): Promise<void> {
  if (!plannable.has(state))
    throw new ConnectorFault('REFUSED', `Tryton builds a production that is ${state} as it was ordered.`)
  const sale = reference === null ? undefined : await saleOf(session, { productionNumber: reference }, signal)
  if (sale === undefined) return
  const description = optionText({ optionCodes })
  await session.call({ method: 'model.sale.line.write', args: [sale.lines, { description }] }, signal)
}
