import { StartRefused } from '../start-refused.ts'

/** What gateway and subgraphs sign and check calls with: the first signs, any is taken. */
export type GatewaySecrets = readonly [string, ...string[]]

/** How a secret begins that was made for development, and is refused in production. */
export const madeForDevelopment = 'development-'

/** Fewest characters of a secret: 32 bytes in Base64 have 44. */
const shortest = 32

/** Reads what `GATEWAY_SECRETS` holds: secrets with a comma between them. Refuses what can be guessed. */
export function readGatewaySecrets(given: string, { production }: { readonly production: boolean }): GatewaySecrets {
  const [first = '', ...others] = given.split(',').map(secret => secret.trim())
  const secrets: GatewaySecrets = [first, ...others]
  if (secrets.some(secret => secret.length < shortest || new Set(secret).size < 12))
    throw new StartRefused(`GATEWAY_SECRETS has a secret that can be guessed: ${howToMake}`)
  if (production && secrets.some(secret => secret.startsWith(madeForDevelopment)))
    throw new StartRefused(`GATEWAY_SECRETS has a secret that was made for development: ${howToMake}`)
  return secrets
}

/** How a secret is made. */
export const howToMake = 'make each with `openssl rand -base64 32`.'
