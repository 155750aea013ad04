import { parse } from 'graphql'
import { startGateway, type GatewayOptions } from '../../gateway/gateway.ts'
import { headersOf } from '#platform/identity/development-headers.ts'
import { believe } from '#platform/identity/identify.ts'
import { serve } from '#platform/server.ts'
import { aPrincipal, type As } from './principal.ts'
import { signedSource } from './signed-source.ts'

export interface Answer<Data> {
  readonly data: Data | null
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: { readonly code: string; readonly [detail: string]: unknown }
  }[]
}

export type Variables = Readonly<Record<string, unknown>>

/** A gateway at work over a supergraph, with HTTP before it. */
export interface TestGateway {
  readonly url: string
  /** Asks the gateway and gives back data and errors as they came. */
  readonly ask: <Data = any>(query: string, variables?: Variables, as?: As) => Promise<Answer<Data>>
  stop(): Promise<void>
}

/** Starts a gateway; how it asks the subgraphs can be set apart for each. */
export async function startTestGateway(
  supergraph: string,
  source: GatewayOptions['source'] = signedSource,
): Promise<TestGateway> {
  const gateway = await startGateway({ supergraph, source, identify: believe })
  const service = await serve({ port: 0, routes: app => gateway.addGraphQL(app) })
  return {
    url: service.url,
    async ask<Data>(query: string, variables: Variables = {}, as: As = {}) {
      parse(query)
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...headersOf(aPrincipal(as)),
        },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as Answer<Data>
    },
    async stop() {
      await service.stop()
      await gateway.stop()
    },
  }
}

/** Asks a gateway and gives back the data; any error fails the test. */
export const dataOf =
  (ask: TestGateway['ask']) =>
  async <Data = any>(...question: Parameters<TestGateway['ask']>): Promise<Data> => {
    const { data, errors } = await ask<Data>(...question)
    if (errors !== undefined || data === null)
      throw new Error(`The graph answered errors: ${JSON.stringify(errors, null, 2)}`)
    return data
  }
