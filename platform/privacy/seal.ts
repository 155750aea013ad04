import { createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { compactVerify, CompactSign } from 'jose'

/** Signs what the system vouches for, so that anybody who has the public key can verify it. */
export interface Seals {
  /** The content as a compact JWS (RFC 7515), signed with Ed25519; equal content has an equal seal. */
  seal(content: object): Promise<string>
  /** Whether a text was sealed here and is as it was. */
  holds(sealed: string): Promise<boolean>
  /** The bare signature of a text, in Base64url. */
  sign(text: string): string
  /** Whether a text was signed here. */
  signed(text: string, signature: string): boolean
  /** The public key, PEM. */
  readonly publicKey: string
}

/** What stands before the 32 bytes of a private key of Ed25519 in PKCS #8. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The seals of a database, whose secret the key is made of. */
export function sealsUnder(secret: Buffer): Seals {
  const seed = createHmac('sha256', secret).update('seals').digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key)
  return {
    seal: content =>
      new CompactSign(Buffer.from(JSON.stringify(content))).setProtectedHeader({ alg: 'EdDSA' }).sign(key),
    holds: sealed =>
      compactVerify(sealed, publicKey, { algorithms: ['EdDSA'] }).then(
        () => true,
        () => false,
      ),
    sign: text => sign(null, Buffer.from(text), key).toString('base64url'),
    signed: (text, signature) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }),
  }
}
