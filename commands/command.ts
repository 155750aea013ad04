import { parseArgs } from 'node:util'
import { isStopping } from '#platform/stop-on-signal.ts'
import { StartRefused } from '#platform/start-refused.ts'

/** Runs a command to its end or until it listens; what the person can mend is said in a sentence, without a stack. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (isStopping()) return
    process.stderr.write(`${error instanceof StartRefused ? error.message : inspect(error)}\n`)
    process.exit(1)
  }
}

function inspect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** The options of a command by name, each with the value that it has when it isn't given, if any. */
export type OptionDefaults = Readonly<Record<string, string | undefined>>

/** Reads `--name value` options and the plain arguments before or after them; anything unknown is refused. */
export function optionsOf<Defaults extends OptionDefaults>(
  defaults: Defaults,
  usage: string,
): { options: { [Name in keyof Defaults]: Defaults[Name] | string }; args: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: Object.fromEntries(Object.keys(defaults).map(name => [name, { type: 'string' }])),
      allowPositionals: true,
    })
    return { options: { ...defaults, ...values }, args: positionals }
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`)
  }
}

/** A port by its number, 0 for a free one. */
export function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartRefused(`--port is "${text}"; it must be a whole number from 0 to 65535.`)
  return port
}
