import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { BadRequest } from './odata-filter.ts'
import { openODataGate, type ODataGate } from './odata-gate.ts'
import { openODataLinks } from './odata-links.ts'
import { optionsOf, queried, selected } from './odata-query.ts'
import { openODataStore, setNamed, shapes, type ODataStore, type SetName } from './odata-store.ts'

/** A service that keeps the rules of OData V4 strictly: what a request may not say is refused, not passed over. */
export interface ODataServer {
  /** Its root. */
  readonly url: string
  readonly store: ODataStore
  readonly gate: ODataGate
  /** What was asked so far, as `GET ProductionOrders`. */
  readonly asked: string[]
  /** Rows of a page at the most, whatever is preferred. */
  most: number
  /** Orders that somebody has open. */
  readonly locked: Set<string>
  /** Materials over whose orders it breaks. */
  readonly breaking: Set<string>
  /** Answers the next requests so, as long as there is any. */
  readonly instead: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[]
  /** Done before the next change, when its form is right. */
  beforeChange: () => void
  /** The links that were given so far lead nowhere any more. */
  endLinks(): void
  /** Puts it back to how it started: nothing is in it, and it does what it should. */
  reset(): void
  stop(): Promise<void>
}

const root = '/odata/v4/manufacturing/'

export async function startODataServer(): Promise<ODataServer> {
  const store = openODataStore()
  const gate = openODataGate()
  const links = openODataLinks()
  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      error instanceof BadRequest || error instanceof SyntaxError || error instanceof URIError
        ? refuse(response, 400, error.message)
        : refuse(response, 500, String(error)),
    )
  })
  await new Promise<void>(listening => http.listen(0, '127.0.0.1', listening))
  const server: ODataServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}${root}`,
    store,
    gate,
    asked: [],
    most: 1000,
    locked: new Set(),
    breaking: new Set(),
    instead: [],
    beforeChange() {},
    endLinks: () => links.end(),
    reset() {
      store.clear()
      server.locked.clear()
      server.breaking.clear()
      server.asked.length = 0
      server.instead.length = 0
      server.most = 1000
      server.beforeChange = () => {}
    },
    async stop() {
      const closed = new Promise(done => http.close(done))
      http.closeAllConnections()
      await closed
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', server.url)
    const path = decodeURIComponent(pathname)
    server.asked.push(`${request.method} ${path.replace(root, '')}`)
    const instead = server.instead.shift()
    if (instead !== undefined) return void response.writeHead(instead.status, { ...instead.headers }).end('not now')
    const { headers } = request
    if (!gate.knows(headers)) return refuse(response.setHeader('www-authenticate', 'Basic'), 401, 'Not let in')
    if (!/^4\.01?$/.test(headers['odata-maxversion']?.toString() ?? '4.0'))
      return refuse(response, 400, 'Only OData 4.0 is spoken.')
    if (!/^application\/json|^\*\/\*/.test(headers.accept ?? '*/*'))
      return refuse(response, 406, 'Only JSON is spoken.')
    const [, name = '', key, action] =
      /^(\w+)(?:\('((?:[^']|'')*)'\))?(?:\/([\w.]+))?$/.exec(path.replace(root, '')) ?? []
    const set = path.startsWith(root) ? setNamed(name) : undefined
    if (set === undefined) return refuse(response, 404, `Resource not found for the segment '${name}'.`)
    const asked = { set, key: key?.replaceAll("''", "'"), options: optionsOf(search) }
    if (request.method === 'GET' && action === undefined) return read(request, response, asked)
    const body = await changeOf(request, response)
    if (body !== undefined) change(request, response, { ...asked, action, body })
  }

  function read({ headers }: IncomingMessage, response: ServerResponse, { set, key, options }: Asked): void {
    const { properties } = shapes[set]
    const one = (row: Row): Row => ({
      '@odata.etag': store.etagOf(set, row),
      ...selected(row, options.get('$select'), properties),
    })
    if (key !== undefined) {
      const found = store.find(set, key)
      return found === undefined ? refuse(response, 404, 'Not found') : send(response, 200, one(found))
    }
    const preferred = headers.prefer?.toString() ?? ''
    const size = Math.min(server.most, Number(/odata\.maxpagesize=(\d+)/.exec(preferred)?.[1] ?? Infinity))
    const tracks = preferred.includes('odata.track-changes')
    const token = options.get('$skiptoken') ?? options.get('$deltatoken')
    if (token !== undefined && options.size > 1) throw new BadRequest('A link is followed as it was given.')
    const begun =
      token === undefined
        ? { options, from: 0, since: null, until: store.changes(), tracks }
        : links.follow(token, options.has('$deltatoken') ? store.changes() : null)
    if (begun === undefined) return refuse(response, 410, 'The link has ended.')
    const changed = begun.since === null ? undefined : store.since(set, begun.since)
    const rows = queried(changed?.rows ?? store.rows(set), begun.options, properties)
    const page = rows.slice(begun.from, begun.from + size)
    const value: Row[] = page.map(row => ({
      '@odata.etag': store.etagOf(set, row),
      ...selected(row, begun.options.get('$select'), properties),
    }))
    const last = begun.from + size >= rows.length
    if (last)
      for (const gone of changed?.removed ?? [])
        value.push({ '@odata.context': `$metadata#${set}/$deletedEntity`, id: `${set}('${gone}')`, reason: 'deleted' })
    const at = `http://${headers.host}${root}${set}`
    response.setHeader('preference-applied', `odata.maxpagesize=${size}`)
    send(response, 200, {
      '@odata.context': `${at.replace(set, '$metadata')}#${set}`,
      value,
      ...(last ? {} : { '@odata.nextLink': `${at}?$skiptoken=${links.next(begun, begun.from + size)}` }),
      ...(last && begun.tracks ? { '@odata.deltaLink': `${at}?$deltatoken=${links.delta(begun)}` } : {}),
    })
  }

  /** The body of a change whose form is right; what isn't is answered. */
  async function changeOf(request: IncomingMessage, response: ServerResponse): Promise<Row | undefined> {
    const { headers } = request
    const body = await text(request)
    if (!(headers['content-type'] ?? '').startsWith('application/json'))
      return refuse(response, 415, 'Only JSON is taken.')
    if (headers['odata-version'] !== '4.0') return refuse(response, 400, 'The body must be of OData 4.0.')
    return JSON.parse(body) as Row
  }

  function change(request: IncomingMessage, response: ServerResponse, { set, key, action, body }: Change): void {
    const { properties, required } = shapes[set]
    const unknown = Object.keys(body).find(each => !(properties as readonly string[]).includes(each))
    if (unknown !== undefined) throw new BadRequest(`The property '${unknown}' does not exist.`)
    if (request.method === 'POST' && key === undefined) {
      const missing = required.find(each => body[each] === undefined)
      if (missing !== undefined) throw new BadRequest(`The property '${missing}' is required.`)
      if (body['Material'] === 'UNKNOWN')
        return refuse(response, 422, 'The material UNKNOWN is not made in this plant.')
      if (server.breaking.has(String(body['Material']))) throw new Error('It broke.')
      server.beforeChange()
      const made = store.put(set, { Status: 'Created', ...body })
      return send(response, 201, { '@odata.etag': store.etagOf(set, made), ...made })
    }
    const found = key === undefined ? undefined : store.find(set, key)
    if (found === undefined || key === undefined) return refuse(response, 404, 'Not found')
    const isCancel = request.method === 'POST' && action === 'Manufacturing.Cancel'
    if (!isCancel && request.method !== 'PATCH') return refuse(response, 405, 'Not allowed')
    server.beforeChange()
    const match = request.headers['if-match']
    if (match === undefined) return refuse(response, 428, 'If-Match is required.')
    if (match !== store.etagOf(set, store.find(set, key) ?? found)) return refuse(response, 412, 'It was changed.')
    if (server.locked.has(key)) return refuse(response, 423, `The order ${key} is edited by MUELLER.`)
    if (found['Status'] === 'Started') return refuse(response, 422, `The order ${key} has been started.`)
    store.put(set, { ...found, ...(isCancel ? { Status: 'Cancelled' } : body), ChangedAt: new Date().toISOString() })
    response.writeHead(204, { 'odata-version': '4.0' }).end()
  }
  return server
}

type Row = Readonly<Record<string, unknown>>

interface Asked {
  readonly set: SetName
  readonly key: string | undefined
  readonly options: ReadonlyMap<string, string>
}

interface Change extends Asked {
  readonly action: string | undefined
  readonly body: Row
}

function send(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json;odata.metadata=minimal', 'odata-version': '4.0' })
    .end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, message: string): undefined {
  send(response, status, { error: { code: `E${status}`, message } })
  return undefined
}
