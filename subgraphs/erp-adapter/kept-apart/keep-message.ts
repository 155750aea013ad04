import type { Queries } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { Reason } from './kept-apart-event.ts'
import { keepContents } from './keep-contents.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Keeps a message apart as it came, whatever it is; gives back the id that it has here. */
export async function keepMessage(
  db: Queries,
  body: Uint8Array,
  { sender, reasons }: { readonly sender: string | null; readonly reasons: readonly Reason[] },
): Promise<string> {
  const content = { id: newId('kept'), content: textOf(body), cloudEventSource: null, reasons }
  const kept = await keepContents(db, [content], { sender, jobId: null })
  return kept.get(content.id) ?? content.id
}

/** Bytes as a text that a database can keep: in base64 when they are none. */
function textOf(body: Uint8Array): string {
  try {
    const text = utf8.decode(body)
    if (!text.includes('\0')) return text
  } catch {}
  return `base64:${Buffer.from(body).toString('base64')}`
}
