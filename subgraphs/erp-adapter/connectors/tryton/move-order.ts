import { ConnectorFault } from '../connector-fault.ts'
import type { OrderMove } from '../connector.ts'
import { production, productionFields } from './read-orders.ts'
import { search } from './tryton-rows.ts'
import type { TrytonSession } from './tryton-session.ts'

const methods = { release: 'wait', complete: 'done', cancel: 'cancel' } as const
const states = { release: 'waiting', complete: 'done', cancel: 'cancelled' } as const

/** Moves a production; one that is there already stays, one that was changed meanwhile is a conflict. */
export async function moveOrder(session: TrytonSession, order: OrderMove, signal: AbortSignal): Promise<void> {
  const { number, move, revision } = order
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
  if (found.state === states[move]) return
  if ((found.write_date ?? found.create_date) !== revision)
    throw new ConnectorFault('CONFLICT', `The production ${number} was changed meanwhile.`)
  await session.call({ method: `model.production.${methods[move]}`, args: [[found.id]] }, signal)
}
