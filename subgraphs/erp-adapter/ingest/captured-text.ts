import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import sql from 'sql-template-tag'
import type { Database, Transaction } from '#platform/database.ts'
import { stepsOf } from './json-pointer.ts'
import { jsonTexts } from './json-texts.ts'
import { readText } from './read-json.ts'

/** A text that events came in, and where in it each stands. */
export interface CapturedText {
  readonly bytes: Uint8Array
  /** A JSON pointer. */
  readonly placeOf: (index: number) => string
}

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** Fastest: the events of a document resemble each other so much that a higher level gains little. */
const params = { [constants.ZSTD_c_compressionLevel]: 1 }

/** A text made of several events that came each by itself. */
export const textOf = (events: readonly string[]): CapturedText => ({
  bytes: Buffer.from(`[${events.join()}]`),
  placeOf: index => `/${index}`,
})

export async function keepTexts(
  tx: Transaction,
  captures: readonly { readonly captureId: string; readonly text: CapturedText }[],
): Promise<void> {
  if (captures.length === 0) return
  const contents = await Promise.all(captures.map(({ text }) => compress(text.bytes, { params })))
  await tx.copy('captured_text (capture_id, content)', rows => {
    for (const [nth, content] of contents.entries()) {
      rows.row(2)
      rows.text(captures[nth]?.captureId ?? null)
      rows.bytes(content)
    }
  })
}

/** An event exactly as it came; the declaration that it was wrong when there is one. */
export async function findEventText(db: Database, eventId: string): Promise<string | null> {
  const found = await db.transaction(async tx => {
    // The planner takes the filters of the log for as dear as the log itself, though they are a hundredth of it.
    await tx.rows(sql`set local enable_seqscan = off`)
    return tx.row<{ content: Buffer; place: string }>(sql`
      select content, place from (
        select capture_id, place, declares_error, recorded_at from event_log where event_id = ${eventId}
        union all select capture_id, place, declares_error, recorded_at from emptied_load where event_id = ${eventId}
      ) as told join captured_text using (capture_id)
      order by declares_error desc, recorded_at desc limit 1`)
  })
  if (found === undefined) return null
  const text = readText(await decompress(found.content))
  return jsonTexts(text, [stepsOf(found.place)])[0] ?? null
}
