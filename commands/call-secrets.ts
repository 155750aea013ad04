import { resolve } from 'node:path'
import { config } from '#platform/config.ts'
import { developmentSecrets } from '#platform/identity/development-secrets.ts'
import { howToMake, readGatewaySecrets, type GatewaySecrets } from '#platform/identity/gateway-secrets.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { defaultDirectory } from './store.ts'

/** The secrets between gateway and subgraphs: those of GATEWAY_SECRETS, in development else those of the data directory. */
export async function callSecrets(directory: string | undefined): Promise<GatewaySecrets> {
  const { gatewaySecrets, production, databaseUrl } = config
  if (gatewaySecrets !== undefined) return readGatewaySecrets(gatewaySecrets, { production })
  if (production)
    throw new StartRefused(`In production GATEWAY_SECRETS must hold what gateway and subgraphs sign with: ${howToMake}`)
  if (directory === undefined && databaseUrl !== undefined)
    throw new StartRefused(
      `With DATABASE_URL, GATEWAY_SECRETS must hold what gateway and subgraphs sign with: ${howToMake}`,
    )
  return [(await developmentSecrets(resolve(directory ?? defaultDirectory))).gatewaySecret]
}
