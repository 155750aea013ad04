import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, type InputType } from 'node:zlib'
import { CallFailed } from './call-failed.ts'

type Inflate = (packed: InputType, options: { readonly maxOutputLength: number }) => Promise<Buffer>

const inflaters: ReadonlyMap<string, Inflate> = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
])

/** The encodings that an answer may have, as `accept-encoding` says them. */
export const acceptEncoding = 'gzip, br'

/** Unpacks a body to at most some bytes; what is more, or can't be unpacked, is no answer. */
export async function inflated(packed: Uint8Array, encoding: string, most: number): Promise<string> {
  const unpack = inflaters.get(encoding)
  if (unpack === undefined) throw new CallFailed('invalid', 'answered in an encoding that it was not asked for')
  try {
    return (await unpack(packed, { maxOutputLength: most })).toString('utf8')
  } catch (error) {
    if (error instanceof RangeError) throw new CallFailed('invalid', `answered more than ${most} bytes`)
    throw new CallFailed('invalid', 'answered what cannot be unpacked')
  }
}
