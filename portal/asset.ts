import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What the browser is given under one fixed name. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly zipped: Buffer
  /** Changes with the content. */
  readonly etag: string
}

/** An asset of a body at hand. */
export async function assetOf(type: string, body: Buffer): Promise<Asset> {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { type, body, zipped: await promisify(gzip)(body), etag }
}

/** An asset of a file, read and compressed when the first browser asks for it. */
export function assetOfFile(type: string, file: string): () => Promise<Asset> {
  let asset: Promise<Asset> | undefined
  return () => (asset ??= readFile(file).then(body => assetOf(type, body)))
}

/** Sends an asset, or only says that the browser's copy is still the right one. */
export function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  void reply.headers({
    etag: asset.etag,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  })
  if (request.headers['if-none-match']?.includes(asset.etag)) return reply.code(304).send()
  const zips = request.headers['accept-encoding']?.includes('gzip') ?? false
  if (zips) void reply.header('content-encoding', 'gzip')
  return reply.type(asset.type).send(zips ? asset.zipped : asset.body)
}
