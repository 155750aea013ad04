import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

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
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => [fieldsOf(pid) ?? []])
    .filter(fields => fields[1] === postmaster)
  const own = fieldsOf(postmaster) ?? []
  const ticks = (fields: readonly string[], first: number): number => Number(fields[first]) + Number(fields[first + 1])
  // Its own time, that of children which ended, and that of those which run; in hundredths of a second.
  return [ticks(own, 11), ticks(own, 13), ...children.map(fields => ticks(fields, 11))].reduce((a, b) => a + b, 0) * 10
}
