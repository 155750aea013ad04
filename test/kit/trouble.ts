import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** What goes wrong between a gateway and a subgraph; of several troubles each request has another, in turn. */
export type Trouble = OneTrouble | readonly OneTrouble[]

export type OneTrouble =
  | 'none'
  /** Nobody listens. */
  | 'refused'
  /** Takes the request, never answers, never asks the subgraph. */
  | 'hang'
  /** 500 with a page. */
  | 'status'
  /** 200 with a page. */
  | 'html'
  | 'badJson'
  /** The last entity of each list is missing, and every root field. */
  | 'lessData'
  | 'dataIsList'
  /** `data` is null and nobody says why. */
  | 'dataIsNull'
  /** The body ends before its announced length. */
  | 'cut'
  /** A chunked body ends without its last chunk. */
  | 'cutChunk'
  | 'hugeHeader'
  | 'gzipGarbage'
  /** A small body that unpacks to 8 MB. */
  | 'gzipBomb'
  /** No trouble, packed as `gzip` and as `br`. */
  | 'gzip'
  | 'br'
  /** Answers after some milliseconds. */
  | { readonly latency: number }
  /** The subgraph does its work; then the connection is reset after some bytes of its answer. */
  | { readonly reset: number }
  /** Has nothing done, and asks to come back after so many seconds. */
  | { readonly status: number; readonly retryAfter: number }
  /** Answers some bytes in a second. */
  | { readonly slow: number }

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

export interface Exchange {
  readonly response: ServerResponse
  /** The body of the request. */
  readonly body: Buffer
  /** Has the subgraph do its work. */
  readonly answer: () => Promise<Answer>
}

/** Answers an exchange as a trouble wants it. */
export async function spoil(trouble: OneTrouble, { response, body, answer }: Exchange): Promise<void> {
  if (typeof trouble === 'object') {
    if ('latency' in trouble) {
      await pause(trouble.latency)
      return send(response, await answer())
    }
    if ('status' in trouble) return send(response.setHeader('retry-after', trouble.retryAfter), page(trouble.status))
    return 'reset' in trouble
      ? reset(response, await answer(), trouble.reset)
      : drip(response, await answer(), trouble.slow)
  }
  switch (trouble) {
    case 'refused':
      return void response.destroy()
    case 'hang':
      return
    case 'none':
      return send(response, await answer())
    case 'status':
      return send(response, page(500))
    case 'html':
      return send(response, page(200))
    case 'badJson':
      return send(response, json('{"data":{"vehicle":{"vin":'))
    case 'dataIsList':
      return send(response, json('{"data":[]}'))
    case 'dataIsNull':
      return send(response, json('{"data":null}'))
    case 'lessData':
      return send(response, withLess(await answer(), body))
    case 'cut':
      return cut(response, await answer())
    case 'cutChunk':
      return cutChunk(response, await answer())
    case 'hugeHeader':
      return send(response.setHeader('x-huge', 'x'.repeat(200_000)), await answer())
    case 'gzipGarbage':
      return send(response.setHeader('content-encoding', 'gzip'), { ...(await answer()), body: randomBytes(400) })
    case 'gzipBomb':
      return send(response.setHeader('content-encoding', 'gzip'), {
        ...(await answer()),
        body: bomb,
      })
    case 'gzip': {
      const whole = await answer()
      return send(response.setHeader('content-encoding', 'gzip'), { ...whole, body: gzipSync(whole.body) })
    }
    case 'br': {
      const whole = await answer()
      return send(response.setHeader('content-encoding', 'br'), { ...whole, body: brotliCompressSync(whole.body) })
    }
  }
}

const bomb = gzipSync(Buffer.alloc(8_388_608, ' '))

const page = (status: number): Answer => ({
  status,
  type: 'text/html',
  body: Buffer.from('<html><body><h1>Oops</h1><pre>at connect (10.0.0.7:5432)</pre></body></html>'),
})

const json = (text: string): Answer => ({ status: 200, type: 'application/json', body: Buffer.from(text) })

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body)
}

function withLess(answer: Answer, request: Buffer): Answer {
  if (!request.includes('_entities')) return json('{"data":{}}')
  const { data } = JSON.parse(answer.body.toString()) as { data: Record<string, unknown[]> }
  const fewer = Object.fromEntries(Object.entries(data).map(([alias, entities]) => [alias, entities.slice(0, -1)]))
  return json(JSON.stringify({ data: fewer }))
}

function cut(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': body.length })
  response.write(body.subarray(0, body.length / 2), () => response.socket?.destroySoon())
}

function cutChunk(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'transfer-encoding': 'chunked' })
  response.write(body.subarray(0, body.length / 2), () => response.socket?.destroySoon())
}

function reset(response: ServerResponse, { status, type, body }: Answer, after: number): void {
  if (after === 0) return void response.socket?.resetAndDestroy()
  response.writeHead(status, { 'content-type': type, 'content-length': body.length })
  response.write(body.subarray(0, Math.min(after, body.length - 1)), () => response.socket?.resetAndDestroy())
}

async function drip(response: ServerResponse, { status, type, body }: Answer, bytes: number): Promise<void> {
  response.writeHead(status, { 'content-type': type, 'content-length': body.length })
  const step = Math.max(1, Math.floor(bytes / 20))
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step))
    await pause(50)
  }
  response.end()
}
