import type { TrytonOffice } from './tryton-office.ts'

/** Who buys parts in a Tryton, and takes in what suppliers bring. */
export interface TrytonBuyer {
  /** Makes a purchase of a request and confirms it; gives its line. */
  buy(request: number): Promise<number>
  /** Takes in so many of what a line of a purchase asks for, and leaves the rest to come. */
  takeIn(line: number, quantity: number): Promise<void>
}

export function buyerIn(office: TrytonOffice): TrytonBuyer {
  return {
    async buy(request) {
      const wizard = 'wizard.purchase.request.create_purchase'
      const [session, start] = await office.call(`${wizard}.create`, [])
      const chosen = { active_model: 'purchase.request', active_id: request, active_ids: [request] }
      await office.call(`${wizard}.execute`, [session, {}, start], chosen)
      const [{ purchase, purchase_line }] = await office.find(
        'purchase.request',
        [['id', '=', request]],
        ['purchase', 'purchase_line'],
      )
      for (const button of ['quote', 'confirm']) await office.call(`model.purchase.purchase.${button}`, [[purchase]])
      return purchase_line
    },
    async takeIn(line, quantity) {
      const [{ 'purchase.': bought }] = await office.find(
        'purchase.line',
        [['id', '=', line]],
        ['purchase.party', 'purchase.warehouse'],
      )
      const waiting = [
        ['origin.id', '=', line, 'purchase.line'],
        ['state', '=', 'draft'],
      ]
      const [{ id: move }] = await office.find('stock.move', waiting)
      const shipment = await office.create('stock.shipment.in', {
        company: await office.company(),
        supplier: bought.party,
        warehouse: bought.warehouse,
        incoming_moves: [['add', [move]]],
      })
      await office.call('model.stock.move.write', [[move], { quantity }])
      for (const button of ['receive', 'done']) await office.call(`model.stock.shipment.in.${button}`, [[shipment]])
    },
  }
}
