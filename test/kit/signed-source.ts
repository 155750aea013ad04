import { randomBytes } from 'node:crypto'
import { httpSource } from '../../gateway/execution/http-source.ts'
import type { GatewayOptions } from '../../gateway/gateway.ts'
import { callSigner } from '#platform/identity/call-signer.ts'
import type { GatewaySecrets } from '#platform/identity/gateway-secrets.ts'

/** What gateways and subgraphs of tests sign calls with. */
export const secrets: GatewaySecrets = [randomBytes(32).toString('base64')]

export const signCall = callSigner(secrets)

/** Asks a subgraph over HTTP as the tests' gateways do. */
export const signedSource: GatewayOptions['source'] = member => httpSource({ ...member, sign: signCall })
