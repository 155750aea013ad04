import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConnections } from '../../../subgraphs/erp-adapter/connectors/read-connections.ts'
import { byPassword, odataConfiguration } from './odata-server/connect-odata.ts'
import { sapConfiguration } from './sap-server/connect-sap.ts'
import { withSecrets } from './surroundings.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'autograph-connections-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function read(...connections: readonly object[]) {
  const file = join(folder, 'connections.json')
  writeFileSync(file, JSON.stringify({ connections }))
  return readConnections(
    file,
    withSecrets(() => 'secret'),
  )
}

const trial = { name: 'trial', kind: 'embedded', plants: ['PLANT-A'] }

test('several ERPs of several kinds serve the plants that the file says', () => {
  const sap = { name: 'lingang', kind: 'sap-s4', plants: ['PLANT-B'], url: 'https://sap.example', access: byPassword }
  const odata = { name: 'minhang', kind: 'odata-v4', plants: ['PLANT-C', 'PLANT-D'], url: 'https://erp.example/v4' }
  const connections = read(
    { ...trial, everySeconds: 2, wholeEverySeconds: 600 },
    { ...sap, ...sapConfiguration },
    { ...odata, ...odataConfiguration() },
  )
  expect(connections).toMatchObject([
    { ...trial, interval: 2000, wholeInterval: 600_000 },
    { name: 'lingang', kind: 'sap-s4', plants: ['PLANT-B'], interval: 5000, wholeInterval: 60_000 },
    { name: 'minhang', kind: 'odata-v4', plants: ['PLANT-C', 'PLANT-D'] },
  ])
  expect(connections.map(({ connector }) => connector.topics)).toEqual([
    ['orders'],
    ['orders', 'stock'],
    ['orders', 'stock', 'cars', 'purchases'],
  ])
})

test.for([
  ['a plant that two serve', [trial, { ...trial, name: 'other' }], 'PLANT-A is named twice'],
  ['a name that two have', [trial, { ...trial, plants: ['PLANT-B'] }], 'trial is named twice'],
  ['the name of the default', [{ ...trial, name: 'embedded' }], 'so is named what keeps all other plants'],
  ['a kind that there is not', [{ ...trial, kind: 'r3' }], 'must be one of embedded, tryton, sap-s4, odata-v4'],
  ['no plant', [{ ...trial, plants: [] }], 'must name a plant'],
  ['a setting that the kind has not', [{ ...trial, url: 'x' }], 'connections[0] (trial)'],
  ['no pause between reads', [{ ...trial, everySeconds: 0 }], 'everySeconds'],
] as const)('%s is refused, and said where', ([, connections, why]) => {
  expect(() => read(...connections)).toThrow(why)
})
