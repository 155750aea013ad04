import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'
import type { Operation } from './story-operation.ts'

const fault = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional(), serviceName: z.string().optional() }).optional(),
})

/** An error of the graph's answer. */
export type AnswerFault = z.infer<typeof fault>

const answer = z.object({ data: z.unknown(), errors: z.array(fault).default([]) })

export interface Answer {
  readonly data: unknown
  readonly faults: readonly AnswerFault[]
}

/** Asks the gateway one operation; what keeps it from answering is said in a sentence. */
export async function askGateway(url: string, { query, value }: Operation): Promise<Answer> {
  const read = answer.safeParse(parseJson(await post(url, JSON.stringify({ query, variables: { value } }))))
  if (!read.success) throw new StartRefused(`${url} answers, but is no graph. Give the graph's address with --url.`)
  const { data, errors } = read.data
  const refusal = errors.find(error => error.extensions?.code === 'BAD_USER_INPUT')
  if (refusal !== undefined) throw new StartRefused(sentenceOf(refusal.message))
  return { data, faults: errors }
}

async function post(url: string, body: string): Promise<string> {
  try {
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'autograph-name': 'ask' },
      body,
      signal: AbortSignal.timeout(30_000),
    })
    return await response.text()
  } catch {
    throw new StartRefused(`No graph answers at ${url}. Start it with: npm start`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** GraphQL says first which variable holds the value; a person knows that. */
const sentenceOf = (message: string): string => message.replace(/^Variable "\$value" got invalid value .*?; /s, '')
