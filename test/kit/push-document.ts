import type { Client, Dispatcher } from 'undici'

/** Pushes a document of events; where the client pipelines, before what went over its connection earlier is answered. */
export const pushDocument = (
  client: Client,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Dispatcher.ResponseData> =>
  client.request({
    path: '/ingest/capture',
    method: 'POST',
    // What a client sends before an answer must be safe to send again, and no answer that is waited for long.
    idempotent: true,
    blocking: false,
    headers: { 'content-type': 'application/ld+json', ...headers },
    body,
  })
