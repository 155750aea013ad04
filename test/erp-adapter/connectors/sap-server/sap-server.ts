import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { openSapGate, type SapGate } from './sap-gate.ts'
import { queried, selected } from './sap-query.ts'
import { answered, etagOf, openSapStore, type SapStore } from './sap-store.ts'

/** A server that keeps SAP's contract for production orders and material stock, as far as the connector relies on it. */
export interface SapServer {
  readonly url: string
  readonly store: SapStore
  readonly gate: SapGate
  /** What was asked so far, as `GET A_ProductionOrder_2`. */
  readonly asked: string[]
  /** Records of a page, whatever is asked for. */
  most: number
  /** Orders that somebody has open. */
  readonly locked: Set<string>
  /** Done before the next change, when it has passed the gate. */
  beforeChange: () => void
  stop(): Promise<void>
}

const orders = '/sap/opu/odata/sap/API_PRODUCTION_ORDER_2_SRV/'
const stock = '/sap/opu/odata/sap/API_MATERIAL_STOCK_SRV/'
/** The functions, with the status that must be there and the one that they set. */
const functions: Readonly<Record<string, readonly [string, string]>> = {
  DeletionFlagOrder: ['CRTD', 'DLFL'],
}

const wanted = z.object({
  Material: z.string(),
  ProductionPlant: z.string(),
  ManufacturingOrderType: z.string(),
  TotalQuantity: z.string(),
  UnloadingPointName: z.string().max(25).optional(),
  OrderLongText: z.string().optional(),
  MfgOrderPlannedStartDate: z.string().optional(),
  MfgOrderPlannedStartTime: z.string().optional(),
  MfgOrderPlannedEndDate: z.string().optional(),
  MfgOrderPlannedEndTime: z.string().optional(),
})

const changed = wanted
  .pick({
    OrderLongText: true,
    MfgOrderPlannedStartDate: true,
    MfgOrderPlannedStartTime: true,
    MfgOrderPlannedEndDate: true,
    MfgOrderPlannedEndTime: true,
  })
  .strict()

export async function startSapServer(): Promise<SapServer> {
  const store = openSapStore()
  const gate = openSapGate()
  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      error instanceof SyntaxError ? refuse(response, 400, error.message) : refuse(response, 500, String(error)),
    )
  })
  await new Promise<void>(listening => http.listen(0, '127.0.0.1', listening))
  const server: SapServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    store,
    gate,
    asked: [],
    most: 5000,
    locked: new Set(),
    beforeChange() {},
    async stop() {
      const closed = new Promise(done => http.close(done))
      http.closeAllConnections()
      await closed
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', server.url)
    const path = decodeURIComponent(url.pathname)
    server.asked.push(`${request.method} ${path.replace(/^\/sap\/opu\/odata\/sap\/\w+\//, '')}`)
    if (path === '/oauth/token') {
      const token = gate.grant(request.headers)
      return token === undefined
        ? refuse(response, 401, 'Unknown client')
        : send(response, 200, { access_token: token, expires_in: 3600 })
    }
    if (!gate.knows(request.headers)) return refuse(response, 401, 'Logon failed')
    if (request.method === 'GET') return read(request, response, { url, path })
    if (!gate.takes(request.headers)) {
      response.setHeader('x-csrf-token', 'Required')
      return void response.writeHead(403, { 'content-type': 'text/plain' }).end('CSRF token validation failed')
    }
    server.beforeChange()
    return change(request, response, { url, path })
  }

  function read(request: IncomingMessage, response: ServerResponse, { url, path }: Asked): void {
    if (String(request.headers['x-csrf-token']).toLowerCase() === 'fetch') {
      const { token, cookie } = gate.begin()
      response
        .setHeader('x-csrf-token', token)
        .setHeader('set-cookie', [`${cookie}; path=/; HttpOnly`, 'sap-usercontext=sap-client=100; path=/'])
    }
    if (path === orders || path === stock) return send(response, 200, { d: { EntitySets: [] } })
    if (path === `${orders}A_ProductionOrder_2`)
      return send(response, 200, { d: queried([...store.orders.values()].map(answered), url, server) })
    if (path === `${stock}A_MatlStkInAcctMod`)
      return send(response, 200, {
        d: queried(
          store.stock.map(each => ({ ...each })),
          url,
          server,
        ),
      })
    const order = store.orders.get(/A_ProductionOrder_2\('(\w+)'\)$/.exec(path)?.[1] ?? '')
    if (order === undefined) return refuse(response, 404, 'Resource not found')
    return send(response, 200, { d: selected(answered(order), url.searchParams.get('$select')) })
  }

  async function change(request: IncomingMessage, response: ServerResponse, { url, path }: Asked): Promise<void> {
    if (path === `${orders}A_ProductionOrder_2`) {
      const order = wanted.parse(await json(request))
      if (!/^\d+(\.\d+)?$/.test(order.TotalQuantity)) return refuse(response, 400, 'Invalid quantity')
      if (order.Material === 'UNKNOWN')
        return refuse(response, 400, `Material ${order.Material} not maintained in plant ${order.ProductionPlant}`)
      return send(response, 201, { d: answered(store.make(order)) })
    }
    const [from, to] = functions[path.replace(orders, '')] ?? []
    const key = /A_ProductionOrder_2\('(\w+)'\)$/.exec(path)?.[1] ?? url.searchParams.get('ManufacturingOrder')
    const order = store.orders.get(key?.replaceAll("'", '') ?? '')
    const isUpdate = request.method === 'PATCH' && from === undefined
    if (order === undefined || (!isUpdate && (from === undefined || to === undefined)))
      return refuse(response, 404, 'Resource not found')
    const match = request.headers['if-match']
    if (match === undefined) return refuse(response, 428, 'Precondition required')
    if (match !== etagOf(order)) return refuse(response, 412, 'Precondition failed')
    const { ManufacturingOrder: number, statuses } = order
    if (server.locked.has(number)) return refuse(response, 400, `Order ${number} is being processed by user MUELLER`)
    if (statuses.includes('PCNF')) return refuse(response, 400, `Status of order ${number} does not allow it`)
    if (isUpdate) {
      store.change(number, changed.parse(await json(request)))
      return void response.writeHead(204).end()
    }
    if (!statuses.includes(from ?? '')) return refuse(response, 400, `Status of order ${number} does not allow it`)
    store.change(number, { statuses: [...statuses, to ?? ''] })
    return send(response, 200, { d: { FunctionMessage: { SystemMessageType: 'S' } } })
  }
  return server
}

interface Asked {
  readonly url: URL
  readonly path: string
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const refuse = (response: ServerResponse, status: number, value: string): void =>
  send(response, status, { error: { code: `CO/${status}`, message: { lang: 'en', value }, innererror: {} } })
