import type { Job } from './job.ts'
import { repairJobs } from './repair-jobs.ts'
import { upkeepJobs } from './upkeep-jobs.ts'

/** The work of workshops, the commonest first. */
export const jobs: readonly Job[] = [...upkeepJobs, ...repairJobs]
