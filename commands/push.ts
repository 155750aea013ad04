import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { StartRefused } from '#platform/start-refused.ts'
import { command } from './command.ts'
import { parcelsOf } from './push/parcel.ts'
import { send, type Destination } from './push/send.ts'
import { tell } from './push/tell.ts'

const usage =
  'npm run push -- FILE [--url http://127.0.0.1:4000] [--sender NAME --secret whsec_…] [--proceed]\n' +
  'FILE holds an EPCIS document, an event, CloudEvents, or one event on each line (.jsonl).'

/** Sends a file to the graph as a plant would, and tells what became of it; ends with 1 when something is refused. */
await command(async () => {
  const { file, to } = asked()
  for (const parcel of parcelsOf(file, textOf(file))) {
    const { refused, lines } = await tell(to, parcel.name, await send(to, parcel))
    process.stdout.write(`${lines.join('\n')}\n`)
    if (refused) process.exitCode = 1
  }
})

function asked(): { readonly file: string; readonly to: Destination } {
  const { values, positionals } = read()
  const { url = 'http://127.0.0.1:4000', sender, secret, proceed = false } = values
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new StartRefused(`Name one file.\nUsage: ${usage}`)
  if (!URL.canParse(url))
    throw new StartRefused(`--url is "${url}"; it must be an address such as http://127.0.0.1:4000.`)
  if ((sender === undefined) !== (secret === undefined))
    throw new StartRefused(`--sender and --secret belong together.\nUsage: ${usage}`)
  const signer = sender === undefined || secret === undefined ? null : { sender, secret }
  return { file, to: { url, signer, proceed } }
}

function read() {
  try {
    return parseArgs({
      options: {
        url: { type: 'string' },
        sender: { type: 'string' },
        secret: { type: 'string' },
        proceed: { type: 'boolean' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`)
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartRefused(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
