import { Pool } from 'undici'
import { authorization, reason } from '../identity.ts'
import type { Question } from './questions.ts'

/** Asks one server over kept-alive connections. */
export interface Caller {
  ask(question: Question): Promise<string>
  close(): Promise<void>
}

const headers = { 'content-type': 'application/json', accept: 'application/json', authorization, ...reason }

/** Asks the graph in its own language. */
export const graphCaller = (url: string): Caller =>
  callerOf(url, ({ query, variables }) => ({ path: '/graphql', body: JSON.stringify({ query, variables }) }))

/** Asks the server that was written for nothing but these questions. */
export const byHandCaller = (url: string): Caller =>
  callerOf(url, ({ path, variables }) => ({ path, body: JSON.stringify(variables) }))

function callerOf(url: string, requestOf: (question: Question) => { path: string; body: string }): Caller {
  const pool = new Pool(url, { connections: 64 })
  const requests = new Map<Question, { path: string; body: string }>()
  return {
    async ask(question) {
      const request = requests.get(question) ?? requestOf(question)
      requests.set(question, request)
      const { statusCode, body } = await pool.request({ ...request, method: 'POST', headers })
      const text = await body.text()
      if (statusCode !== 200) throw new Error(`${url}${request.path} answered ${statusCode}: ${text}`)
      return text
    },
    close: () => pool.close(),
  }
}
