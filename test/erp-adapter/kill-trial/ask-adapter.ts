import { callHeader } from '#platform/identity/call-signature.ts'
import { aPrincipal } from '../../kit/principal.ts'
import { signCall } from '../../kit/signed-source.ts'

/** Asks the adapter of a trial as its gateway does. */
export async function askAdapter(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<any> {
  const body = JSON.stringify({ query, variables })
  const call = { to: 'erp-adapter', method: 'POST', path: '/graphql', body }
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [callHeader]: signCall(call, aPrincipal()) },
    body,
    signal: AbortSignal.timeout(20_000),
  })
  return response.json()
}
