import { loadDemo } from '../demo/load/load-demo.ts'
import { isProfileName, profiles, type ProfileName } from '../demo/world/profile.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { command, optionsOf } from './command.ts'
import { progressBar } from './progress.ts'
import { openStore } from './store.ts'

const usage = 'npm run demo -- [--profile demo|dev] [--seed N] [--data DIR]'

function profileOf(text: string): ProfileName {
  if (isProfileName(text)) return text
  throw new StartRefused(`--profile is "${text}"; known are ${Object.keys(profiles).join(' and ')}.`)
}

function seedOf(text: string): number {
  const seed = Number(text)
  if (Number.isInteger(seed) && Math.abs(seed) < 2 ** 31) return seed
  throw new StartRefused(`--seed is "${text}"; it must be a whole number of at most ten digits.`)
}

const shown = [
  ['customers', 'customer.customer'],
  ['dealers', 'sales.dealer'],
  ['vehicles', 'erp_adapter.vehicle'],
  ['factory events', 'erp_adapter.event_log'],
  ['retail sales', 'sales.retail_sale'],
  ['leads', 'sales.lead'],
  ['service orders', 'service.service_order'],
  ['cases', 'service.service_case'],
  ['messages', 'marketing.message'],
  ['lines of timelines', 'customer.activity'],
] as const

await command(async () => {
  const { options } = optionsOf({ profile: 'demo', seed: '1', data: undefined }, usage)
  const profile = profileOf(options.profile)
  const seed = seedOf(options.seed)
  const store = await openStore({ directory: options.data })
  try {
    const started = performance.now()
    const counts = await loadDemo({ databaseUrl: store.url, profile, seed, onProgress: progressBar(process.stdout) })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    for (const [what, table] of shown)
      console.log(`${(counts.get(table) ?? 0).toLocaleString('en-GB').padStart(12)}  ${what}`)
    console.log(`The profile ${profile} with the seed ${seed} is loaded, in ${seconds} s.`)
  } finally {
    await store.close()
  }
})
