import type { IncomingMessage } from 'node:http'
import { parse } from 'secure-json-parse'
import { Malformed } from './malformed.ts'

/** Most bytes of a body; compressed ones are not taken. */
const most = 1_048_576

/** Reads a body of JSON; throws `Malformed` for one that is too large, of another type, or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers
  if (!isJson(type) || encoding !== 'identity')
    throw new Malformed('Send JSON in UTF-8 as content-type application/json, not compressed.', 415)
  if (Number(request.headers['content-length']) > most) throw tooLarge()
  const text = await readText(request)
  try {
    // Refuses the keys that could reach a prototype.
    return parse(text)
  } catch {
    throw new Malformed('The body must be JSON.')
  }
}

function isJson(type: string): boolean {
  if (type === 'application/json') return true
  const [name, ...parameters] = type.split(';').map(part => part.trim().toLowerCase())
  return (
    name === 'application/json' &&
    parameters.every(each => !each.startsWith('charset=') || /^charset="?utf-?8"?$/.test(each))
  )
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let chunks: readonly Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      chunks = size > most ? [] : [...chunks, chunk]
      if (size > most) reject(tooLarge())
    })
    request.once('end', () =>
      resolve((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? ''),
    )
    request.once('close', () => {
      // Every request closes in the end, and an error that nobody sees still costs its stack.
      if (!request.complete) reject(new Malformed('The body broke off.'))
    })
  })
}

const tooLarge = (): Malformed => new Malformed(`A body has at most ${most} bytes.`, 413)
