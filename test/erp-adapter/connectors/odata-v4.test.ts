import { afterAll, beforeAll, describe } from 'vitest'
import { startFaultProxy, type FaultProxy } from '../../kit/fault-proxy.ts'
import { servedConformance } from './served-conformance.ts'
import { user } from './odata-server/odata-gate.ts'
import { conformance, type ErpAtHand } from './conformance.ts'
import { byPassword, byToken, connectOData, odataConfiguration } from './odata-server/connect-odata.ts'
import { startODataServer, type ODataServer } from './odata-server/odata-server.ts'

let service: ODataServer
let proxy: FaultProxy
beforeAll(async () => {
  service = await startODataServer()
  proxy = await startFaultProxy(new URL(service.url).origin)
})
afterAll(async () => {
  await proxy.stop()
  await service.stop()
})

const root = (): string => `${proxy.url}${new URL(service.url).pathname}`

describe.each([
  ['a password, changes by a field', 'field', byPassword],
  ['a token, changes by the service’s own account', 'deltaLink', byToken],
] as const)('OData V4 with %s, as every connector', (_, changes, access) => {
  const erp: ErpAtHand = {
    connect: () => connectOData(root(), { ...odataConfiguration(changes), access }, service.gate.token),
    proxy: () => proxy,
    makeOrders(count) {
      for (let nth = 0; nth < count; nth++)
        service.store.put('ProductionOrders', { Material: 'ENV', Plant: '1710', Status: 'Created', ExternalNo: '' })
      return Promise.resolve()
    },
    changeOrder(number) {
      const { ChangedAt: _, ...order } = service.store.find('ProductionOrders', number) ?? {}
      service.store.put('ProductionOrders', { ...order, Status: 'Released' })
      return Promise.resolve()
    },
    beginOrder(number) {
      const { ChangedAt: _, ...order } = service.store.find('ProductionOrders', number) ?? {}
      service.store.put('ProductionOrders', { ...order, Status: 'Started' })
      return Promise.resolve()
    },
    optionsOf: number => Promise.resolve(service.store.find('ProductionOrders', number)?.['Options']),
    endSessions() {
      service.gate.end()
      return Promise.resolve()
    },
    entry: () => ({ url: root(), ...odataConfiguration(changes), access }),
    secrets: () => ({ PASSWORD: user.password, TOKEN: service.gate.token() }),
  }
  conformance(erp)
  servedConformance('odata-v4', erp)
})
