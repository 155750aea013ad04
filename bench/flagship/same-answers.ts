import { isDeepStrictEqual } from 'node:util'
import type { Question } from './questions.ts'
import type { Variant } from './variants.ts'

/** Asks every variant every question; throws when any answer differs from that of the first, or has errors. */
export async function demandSameAnswers(variants: readonly Variant[], questions: readonly Question[]): Promise<void> {
  for (const question of questions) {
    const answers = await Promise.all(
      variants.map(async each => ({ name: each.name, answer: asData(await each.ask(question)) })),
    )
    const [first, ...others] = answers
    for (const { name, answer } of others) {
      const difference = differenceOf(first?.answer, answer, question.name)
      if (difference !== undefined) throw new Error(`${first?.name ?? ''} and ${name} differ: ${difference}`)
    }
  }
}

function asData(text: string): unknown {
  const read: unknown = JSON.parse(text)
  if (typeof read !== 'object' || read === null || !('data' in read) || 'errors' in read)
    throw new Error(`an answer is not whole: ${text.slice(0, 2000)}`)
  return read.data
}

/** The first place where two answers differ, for a person to read. */
function differenceOf(one: unknown, other: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined
  if (typeof one === 'object' && one !== null && typeof other === 'object' && other !== null) {
    const left = new Map<string, unknown>(Object.entries(one))
    const right = new Map<string, unknown>(Object.entries(other))
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      const found = differenceOf(left.get(key), right.get(key), `${path}.${key}`)
      if (found !== undefined) return found
    }
  }
  return `${path} is ${JSON.stringify(one)} and ${JSON.stringify(other)}`
}
