import type { Connector } from '../../../../subgraphs/erp-adapter/connectors/connector.ts'
import { sapS4 } from '../../../../subgraphs/erp-adapter/connectors/sap-s4/sap-s4.ts'
import { withSecrets } from '../surroundings.ts'
import { client, user } from './sap-gate.ts'

const secrets = (name: string): string => ({ PASSWORD: user.password, SECRET: client.secret })[name] ?? ''

export const byPassword = { by: 'password', user: user.name, passwordFrom: 'PASSWORD' } as const

export const tokenAccess = (url: string): object => ({
  by: 'clientCredentials',
  tokenUrl: `${url}/oauth/token`,
  clientId: client.id,
  secretFrom: 'SECRET',
})

/** How a plant of the contract server is configured. */
export const sapConfiguration = {
  client: '100',
  plantCodes: { 'PLANT-T': '1710' },
  orderType: 'YBM1',
  timeZone: 'Asia/Shanghai',
} as const

/** Connects to the contract server behind an address, with settings of the test beside the usual ones. */
export const connectSap = (url: string, more: object = {}): Connector =>
  sapS4.open(sapS4.settings.parse({ url, access: byPassword, ...sapConfiguration, ...more }), withSecrets(secrets))
