import { resolve } from 'node:path'
import { config } from '#platform/config.ts'
import type { Identify } from '#platform/identity/asker.ts'
import { developmentIssuer, type DevelopmentIssuer } from '#platform/identity/development-issuer.ts'
import { developmentSecrets } from '#platform/identity/development-secrets.ts'
import { anonymous, believe, identifyBy } from '#platform/identity/identify.ts'
import { readIssuers } from '#platform/identity/issuer-settings.ts'
import { tokenVerifier } from '#platform/identity/token-verifier.ts'
import { trustedIssuer } from '#platform/identity/trusted-issuer.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { defaultDirectory } from './store.ts'

/** How a process tells who asks. */
export interface ProcessIdentity {
  readonly identify: Identify
  /** The issuer of the project's own, in development. */
  readonly issuer?: DevelopmentIssuer
}

/** In production the tokens of ISSUERS alone; in development those of a data directory too, and whoever says who he is. */
export async function processIdentity(directory: string | undefined): Promise<ProcessIdentity> {
  const { issuers: given, production } = config
  const issuers = given === undefined ? [] : readIssuers(given, { production }).map(each => trustedIssuer(each))
  if (!production) {
    const issuer = await ownIssuer(directory)
    return { issuer, identify: identifyBy(tokenVerifier([...issuers, issuer.trusted]), believe) }
  }
  if (given === undefined)
    throw new StartRefused('In production ISSUERS must say whose tokens are taken: see docs/security.md.')
  return { identify: identifyBy(tokenVerifier(issuers), config.takesAnonymous ? anonymous : undefined) }
}

/** The development issuer of a data directory; there is none in production. */
export async function ownIssuer(directory: string | undefined): Promise<DevelopmentIssuer> {
  if (config.production) throw new StartRefused('In production tokens come from the issuers that ISSUERS names.')
  return developmentIssuer(await developmentSecrets(resolve(directory ?? defaultDirectory)))
}
