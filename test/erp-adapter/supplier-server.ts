import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { judgeSignature } from '#platform/webhook-signature.ts'

export const supplierSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** A message as a supplier got it. */
export interface Got {
  readonly path: string
  readonly id: string
  readonly verdict: string
  readonly body: any
  readonly at: number
}

/** How a supplier answers: a status with headers, not at all, or by a connection that breaks. */
export type Answer = number | 'hang' | 'reset' | readonly [status: number, headers: Record<string, string>]

export interface SupplierServer {
  readonly url: string
  /** All that came, in its order. */
  readonly got: Got[]
  /** What the next messages to a path are answered, one after the other; 200 afterwards. */
  answer(path: string, ...answers: readonly Answer[]): void
  stop(): Promise<void>
}

/** A server of suppliers, each at a path of its own, who check what they get as Standard Webhooks says. */
export async function startSupplierServer(): Promise<SupplierServer> {
  const got: Got[] = []
  const planned = new Map<string, Answer[]>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const raw = Buffer.concat(parts)
    const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map(name =>
      String(request.headers[`webhook-${name}`]),
    )
    const path = request.url ?? ''
    const verdict = judgeSignature({ id, timestamp, signatures }, raw, { secrets: [supplierSecret], now: new Date() })
    got.push({ path, id, verdict, body: JSON.parse(raw.toString()), at: Date.now() })
    give(planned.get(path)?.shift() ?? 200, response)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    answer: (path, ...answers) => void planned.set(path, [...answers]),
    async stop() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function give(answer: Answer, response: ServerResponse): void {
  if (answer === 'hang') return
  if (answer === 'reset') return void response.socket?.resetAndDestroy()
  const [status, headers] = typeof answer === 'number' ? [answer, {}] : answer
  response.writeHead(status, headers).end()
}
