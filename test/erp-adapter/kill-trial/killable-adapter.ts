import { startKillableSubgraphs, type KillableSubgraphs } from '../../kit/killable-subgraphs.ts'
import { describePlant } from '../plant.ts'
import { trialSender } from './trial-sender.ts'

/** The ERP adapter as a process, on a PostgreSQL of its own; both can be killed and come back where they were. */
export interface KillableAdapter extends Pick<KillableSubgraphs, 'sql' | 'killPostgres' | 'stop'> {
  readonly url: string
  /** Kills it, does what is to be done without it, and starts it again. */
  killAdapter(meanwhile?: () => Promise<void>): Promise<void>
}

/** Starts both, with the tests' plant and the trial's sender described; the environment is the adapter's own. */
export async function startKillableAdapter(environment: NodeJS.ProcessEnv = {}): Promise<KillableAdapter> {
  const started = await startKillableSubgraphs(['erp-adapter'], environment)
  await describePlant(started)
  await started.sql('insert into erp_adapter.ingest_sender (name, secrets) values ($1, $2)', [
    trialSender.sender,
    [trialSender.secret],
  ])
  return {
    ...started,
    url: started.urlOf('erp-adapter'),
    killAdapter: meanwhile => started.kill('erp-adapter', meanwhile),
  }
}
