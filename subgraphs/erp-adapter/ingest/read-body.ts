import type { IncomingMessage } from 'node:http'
import type { Slot } from './admission.ts'
import { fileSizeLimit } from './capture-headers.ts'
import { IngestProblem } from './problem.ts'

/** How long a body may take to come, in milliseconds. */
const patience = 30_000

const tooLarge = (): IngestProblem =>
  new IngestProblem('tooLarge', { detail: `A body has at most ${fileSizeLimit} bytes.` })

/** The bytes that a body says it has; 0 when it doesn't say. */
export function declaredSize({ headers }: IncomingMessage): number {
  const size = Number(headers['content-length'] ?? 0)
  if (size > fileSizeLimit) throw tooLarge()
  return size
}

/** Reads a body within the limits of size and time; a slot that entered with its declared size grows beyond that. */
export async function readBody(stream: IncomingMessage, slot: Slot): Promise<Buffer> {
  const late = AbortSignal.timeout(patience)
  return Promise.race([collect(stream, slot), refusalAt(late)])
}

function refusalAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new IngestProblem('slow'))))
}

async function collect(stream: IncomingMessage, slot: Slot): Promise<Buffer> {
  const declared = declaredSize(stream)
  const chunks: Buffer[] = []
  let size = 0
  try {
    // A stream that is destroyed takes its connection along, and with it the answer.
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      const part = Buffer.from(chunk)
      const beyond = Math.min(part.length, size + part.length - declared)
      size += part.length
      if (size > fileSizeLimit) throw tooLarge()
      if (beyond > 0 && !slot.grow(beyond)) throw new IngestProblem('busy')
      chunks.push(part)
    }
  } catch (error) {
    throw error instanceof IngestProblem ? error : new IngestProblem('broken')
  }
  return Buffer.concat(chunks)
}
