import { createServer, type IncomingMessage } from 'node:http'
import { openPool, readerOf, type Reader } from './flagship/by-hand/statement.ts'

/** Answers the body of a request by hand-written SQL. */
export type AnswerByHand = (db: Reader, body: string) => Promise<unknown>

/** Serves hand-written answers by their paths: node FILE PORT, with DATABASE_URL. */
export function serveAnswers(answers: ReadonlyMap<string, AnswerByHand>): void {
  const pool = openPool(process.env['DATABASE_URL'] ?? '')
  const db = readerOf(pool)
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '')
    if (request.url === '/health/ready') response.end('ready')
    else if (answer === undefined) response.writeHead(404).end()
    else
      bodyOf(request)
        .then(body => answer(db, body))
        .then(
          data => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
          (error: unknown) => response.writeHead(500).end(String(error)),
        )
  })
  server.listen(Number(process.argv[2]), '127.0.0.1')
  process.on('SIGTERM', () => {
    server.close(() => void pool.end())
    server.closeAllConnections()
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
