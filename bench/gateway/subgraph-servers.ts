import { createServer, type IncomingMessage } from 'node:http'
import { execute, parse, type GraphQLSchema } from 'graphql'
import { benchSubgraphs } from './graph/subgraphs.ts'

/**
 * The four subgraphs of this bench, each on a port of its own, and a last port that tells how many requests they had.
 * A body that was seen before is answered from memory, so that they cost next to nothing.
 */
const ports = process.argv.slice(2).map(Number)
let requests = 0
for (const [index, { schema }] of benchSubgraphs.entries()) answerBy(schema(), ports[index])
createServer((_, response) => response.end(String(requests))).listen(ports.at(-1), '127.0.0.1')

function answerBy(schema: GraphQLSchema, port: number | undefined): void {
  const known = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    requests++
    const body = await read(request)
    // A note is different in each request of the unique operation, and changes no answer.
    const key = body.includes('note-') ? body.replace(/note-\d+/, '') : body
    let answer = known.get(key)
    if (answer === undefined) known.set(key, (answer = await executed(schema, body)))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.once('end', () => resolve(Buffer.concat(chunks).toString()))
    request.once('error', reject)
  })
}

async function executed(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(body)
  const result = await execute({ schema, document: parse(query), variableValues: variables, operationName })
  return Buffer.from(JSON.stringify(result))
}
