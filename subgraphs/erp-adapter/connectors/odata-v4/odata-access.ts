import type { Secrets } from '../connector-kind.ts'
import type { ODataSettings } from './odata-settings.ts'

/** What proves to the service who asks. */
export interface ODataAccess {
  /** The `authorization` header of a request; null when there is none. */
  authorization(): string | null
  /** The service did not take it; false when there is no other. */
  renew(taken: string | null): boolean
}

export function odataAccess({ access }: Pick<ODataSettings, 'access'>, secrets: Secrets): ODataAccess {
  switch (access.by) {
    case 'nothing':
      return { authorization: () => null, renew: () => false }
    case 'password': {
      const header = `Basic ${Buffer.from(`${access.user}:${secrets(access.passwordFrom)}`).toString('base64')}`
      return { authorization: () => header, renew: () => false }
    }
    case 'token': {
      const read = (): string => `Bearer ${secrets(access.tokenFrom)}`
      let held = read()
      return {
        authorization: () => held,
        renew(taken) {
          held = read()
          return held !== taken
        },
      }
    }
  }
}
