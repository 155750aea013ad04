import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { cpuTimeOf } from './cpu-time.ts'

/** The processes of a PostgreSQL of this machine. */
export interface ServerProcesses {
  /** CPU time that they have taken, in milliseconds; NaN where the system does not tell. */
  cpu(): number
}

/** Finds the processes of the server behind an address: the parent of the one that answers, and its children. */
export async function findServerProcesses(databaseUrl: string): Promise<ServerProcesses> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = fieldsOf(String(rows[0]?.pid))?.[1]
  await client.end()
  return { cpu: () => (postmaster === undefined ? Number.NaN : cpuOf(postmaster)) }
}

/** What `/proc/PID/stat` tells of a process from the third field on; undefined when it ended or nothing tells. */
function fieldsOf(pid: string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
  } catch {
    return undefined
  }
}

function cpuOf(postmaster: string): number {
  const children = readdirSync('/proc').filter(name => /^\d+$/.test(name) && fieldsOf(name)?.[1] === postmaster)
  const own = fieldsOf(postmaster) ?? []
  // Of children that ended it is told in hundredths of a second.
  const ended = (Number(own[13]) + Number(own[14])) * 10
  return [postmaster, ...children].map(cpuTimeOf).reduce((sum, time) => sum + time, ended)
}
