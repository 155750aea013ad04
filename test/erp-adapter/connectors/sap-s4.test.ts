import { afterAll, beforeAll, describe } from 'vitest'
import type { Connector } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { startFaultProxy, type FaultProxy } from '../../kit/fault-proxy.ts'
import { servedConformance } from './served-conformance.ts'
import { client, user } from './sap-server/sap-gate.ts'
import { conformance, type ErpAtHand } from './conformance.ts'
import { byPassword, connectSap, sapConfiguration, tokenAccess } from './sap-server/connect-sap.ts'
import { startSapServer, type SapServer } from './sap-server/sap-server.ts'

let sap: SapServer
let proxy: FaultProxy
beforeAll(async () => {
  sap = await startSapServer()
  proxy = await startFaultProxy(sap.url)
})
afterAll(async () => {
  await proxy.stop()
  await sap.stop()
})

const connect = (more: object = {}): Connector => connectSap(proxy.url, more)
const byToken = (): object => tokenAccess(proxy.url)

describe.each([
  ['a password', () => byPassword],
  ['client credentials', byToken],
] as const)('SAP S/4HANA with %s, as every connector', (_, access) => {
  const erp: ErpAtHand = {
    connect: () => connect({ access: access() }),
    proxy: () => proxy,
    makeOrders(count) {
      for (let nth = 0; nth < count; nth++) sap.store.make({})
      return Promise.resolve()
    },
    changeOrder(number) {
      sap.store.change(number, { statuses: ['CRTD', 'REL', 'PRC'] })
      return Promise.resolve()
    },
    beginOrder(number) {
      sap.store.change(number, { statuses: ['REL', 'PCNF'] })
      return Promise.resolve()
    },
    optionsOf: number => Promise.resolve(sap.store.orders.get(number)?.OrderLongText),
    endSessions() {
      sap.gate.end()
      return Promise.resolve()
    },
    entry: () => ({ url: proxy.url, ...sapConfiguration, access: access() }),
    secrets: () => ({ PASSWORD: user.password, SECRET: client.secret }),
  }
  conformance(erp)
  servedConformance('sap-s4', erp)
})
