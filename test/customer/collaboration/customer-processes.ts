import { callHeader } from '#platform/identity/call-signature.ts'
import { startCommand } from '../../kit/command-process.ts'
import { aPrincipal } from '../../kit/principal.ts'
import { signCall } from '../../kit/signed-source.ts'

/** Processes of the customer subgraph over one database, as departments' gateways ask them. */
export interface CustomerProcesses {
  /** Asks one of them, in turn. */
  ask(query: string, input: object): Promise<any>
  stop(): Promise<void>
}

/** Starts them over a database that has its tables. */
export async function startCustomerProcesses(databaseUrl: string, count: number): Promise<CustomerProcesses> {
  const processes = await Promise.all(
    Array.from({ length: count }, async () => {
      const env = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }
      const running = startCommand('subgraph', ['customer', '--port', '0'], env)
      const [, url = ''] = await running.saying(/answers at (http:\/\/[\d.:]+)/)
      return { ...running, url }
    }),
  )
  let turn = 0
  return {
    async ask(query, input) {
      const url = processes[turn++ % count]?.url ?? ''
      const body = JSON.stringify({ query, variables: { input } })
      const call = { to: 'customer', method: 'POST', path: '/graphql', body }
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [callHeader]: signCall(call, aPrincipal()) },
        body,
        signal: AbortSignal.timeout(30_000),
      })
      const { data, errors }: any = await response.json()
      if (errors !== undefined) throw new Error(JSON.stringify(errors))
      return data.outcome
    },
    async stop() {
      for (const each of processes) each.signal('SIGTERM')
      await Promise.all(processes.map(({ ended }) => ended))
    },
  }
}
