import { grantableRoles, type Role } from '../auth.ts'
import { issuerKeys, type IssuerKeys, type IssuerKeysOptions } from './issuer-keys.ts'
import type { IssuerSettings } from './issuer-settings.ts'
import { readKeys } from './read-keys.ts'

/** An issuer whose tokens are taken. */
export interface TrustedIssuer extends Pick<
  IssuerSettings,
  'issuer' | 'audience' | 'algorithms' | 'prefix' | 'claims'
> {
  readonly keys: IssuerKeys
  /** Our roles by the issuer's names of them. */
  readonly roles: ReadonlyMap<string, Role>
}

const ownNames = new Map<string, Role>(grantableRoles.map(role => [role, role]))

/** Trusts an issuer as it is set; its keys are read when the first token comes. */
export function trustedIssuer(settings: IssuerSettings, options?: IssuerKeysOptions): TrustedIssuer {
  const { jwks, jwksUri = '', roles, ...rest } = settings
  return {
    ...rest,
    keys: issuerKeys(async () => jwks ?? readKeys(jwksUri), options),
    roles: roles === undefined ? ownNames : new Map(Object.entries(roles)),
  }
}
