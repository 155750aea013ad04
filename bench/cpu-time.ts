import { readdirSync, readFileSync } from 'node:fs'

/** CPU time that the threads of a process have taken, in milliseconds to the microsecond; 0 once it has ended. */
export function cpuTimeOf(pid: string): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map(thread => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6)
      .reduce((sum, time) => sum + time, 0)
  } catch {
    return 0
  }
}
