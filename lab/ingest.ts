import { runKillTrial } from '../test/erp-adapter/kill-trial/run-kill-trial.ts'
import { atMost, type Experiment } from './finding.ts'

/**
 * Four senders push 100,000 events, each 1 to 5 times and in disturbed order, until each is acknowledged, while the ERP
 * adapter and PostgreSQL are killed two hundred times: nothing acknowledged is lost or counted twice, and cars and jobs
 * are what was sent.
 */
export const ingest: Experiment = async size => {
  const trial = await runKillTrial({ events: Math.ceil(100_000 * size), kills: Math.max(4, Math.ceil(200 * size)) })
  const { events, messages, requests, brokenOff, kills, refusals, poison } = trial
  return [
    atMost(
      `of ${events} events in ${messages} messages, ${kills} kills, ${brokenOff} of ${requests} requests broken off: acknowledged and lost`,
      trial.lost,
      0,
    ),
    atMost('counted twice, or there and never acknowledged', trial.surplus, 0),
    atMost('cars that the graph shows otherwise than the model', trial.otherThanModel, 0),
    atMost('changes of status told twice, out of order or not at all', trial.toldWrongly, 0),
    atMost('capture jobs that differ from what was sent and stored', trial.untrueJobs, 0),
    atMost(`of ${refusals} wrong documents with rollback: taken`, trial.wronglyTaken, 0),
    atMost('right documents refused', trial.wronglyRefused, 0),
    atMost('messages answered otherwise when they came again', trial.otherAnswers, 0),
    atMost(
      `of ${poison} events that can’t be taken: not kept apart, or not taken once when redriven`,
      trial.poisonLost,
      0,
    ),
  ]
}
