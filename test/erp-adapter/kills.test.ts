import { expect, test } from 'vitest'
import { runKillTrial } from './kill-trial/run-kill-trial.ts'

test('while the adapter and PostgreSQL are killed, nothing acknowledged is lost, counted twice or told wrongly', async () => {
  const { events, messages, requests, brokenOff, poison, refusals, ...found } = await runKillTrial({
    events: 2000,
    kills: 4,
  })
  expect(found).toEqual({
    kills: 4,
    lost: 0,
    surplus: 0,
    otherThanModel: 0,
    toldWrongly: 0,
    untrueJobs: 0,
    wronglyTaken: 0,
    wronglyRefused: 0,
    otherAnswers: 0,
    poisonLost: 0,
  })
  // Otherwise it was no trial.
  expect([events >= 2000, requests > messages, brokenOff, poison, refusals].every(Boolean)).toBe(true)
}, 180_000)
