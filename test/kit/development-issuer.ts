import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { developmentIssuer, type DevelopmentIssuer } from '#platform/identity/development-issuer.ts'
import { developmentSecrets } from '#platform/identity/development-secrets.ts'

/** A development issuer with a key of its own. */
export async function aDevelopmentIssuer(): Promise<DevelopmentIssuer> {
  const directory = mkdtempSync(join(tmpdir(), 'autograph-issuer-'))
  try {
    return developmentIssuer(await developmentSecrets(directory))
  } finally {
    rmSync(directory, { recursive: true })
  }
}
