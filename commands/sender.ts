import { randomBytes } from 'node:crypto'
import { openDatabase, type Database } from '#platform/database.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { accessOf } from '#platform/subgraph-login.ts'
import {
  addSecret,
  addSender,
  dropOldSecrets,
  listSenders,
  removeSender,
} from '../subgraphs/erp-adapter/ingest/sender-store.ts'
import { command, optionsOf } from './command.ts'
import { openStore } from './store.ts'

const usage = 'npm run sender -- add NAME | rotate NAME | settle NAME | remove NAME | list [--data DIR]'

type Act = (db: Database, name: string) => Promise<string>

/** What can be done; each gives what is said of it. */
const acts = new Map<string, Act>([
  [
    'add',
    async (db, name) => {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
        throw new StartRefused(`"${name}" can be no name: it has letters, digits, dots and dashes, 100 at the most.`)
      const secret = newSecret()
      if (!(await addSender(db, name, secret))) throw new StartRefused(`There is a sender ${name} already.`)
      return secret
    },
  ],
  [
    'rotate',
    async (db, name) => {
      const secret = newSecret()
      demandKnown(await addSecret(db, name, secret), name)
      return secret
    },
  ],
  [
    'settle',
    async (db, name) => {
      demandKnown(await dropOldSecrets(db, name), name)
      return `Of the secrets of ${name} the newest alone is good.`
    },
  ],
  [
    'remove',
    async (db, name) => {
      demandKnown(await removeSender(db, name), name)
      return `${name} can push no more.`
    },
  ],
  [
    'list',
    async db =>
      (await listSenders(db))
        .map(({ name, secrets, active }) => `${name}  secrets: ${secrets}${active ? '' : '  shut out'}`)
        .join('\n') || 'There is no sender yet.',
  ],
])

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

function demandKnown(isKnown: boolean, name: string): void {
  if (!isKnown) throw new StartRefused(`There is no sender ${name}.`)
}

/** Adds, rotates and removes the secrets of who may push; a secret is shown once, when it is made. */
await command(async () => {
  const { options, args } = optionsOf({ data: undefined }, usage)
  const [what = '', name = '', ...more] = args
  const act = acts.get(what)
  if (act === undefined || (name === '') !== (what === 'list') || more.length > 0)
    throw new StartRefused(`Say what to do, and with whom.\nUsage: ${usage}`)
  const store = await openStore({ directory: options.data, beside: true })
  const { url, sign } = await accessOf(store.url, 'erp_adapter')
  const db = openDatabase({ url, schema: 'erp_adapter', sign, connections: 1 })
  try {
    console.log(await act(db.as('system'), name))
  } finally {
    await db.close()
    await store.close()
  }
})
