import { IngestProblem } from './problem.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A body as text; bytes that are no UTF-8 are refused, so that the text tells every byte. */
export function readText(raw: Uint8Array): string {
  try {
    return utf8.decode(raw)
  } catch {
    throw IngestProblem.invalid([{ pointer: '', detail: 'is no UTF-8' }])
  }
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw IngestProblem.invalid([{ pointer: '', detail: 'is no JSON' }])
  }
}

/** Whether a database can keep a value: NUL and halves of characters, which only escapes bring in, it can't. */
export const isKeepable = (value: unknown): boolean => !/\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))
