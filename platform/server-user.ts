import { createHash } from 'node:crypto'
import { chownSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The user that PostgreSQL runs as when the program itself was started by root, whom it refuses. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** The unprivileged user `nobody` when this process is root's, else null: PostgreSQL runs as who we are. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const nobody = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) }
}

/** Whether another user may pass through every folder above a path. */
export function isReachable(path: string): boolean {
  const parent = dirname(path)
  return parent === path || ((statSync(parent).mode & 0o001) !== 0 && isReachable(parent))
}

/**
 * The folder for the server's own files: the directory itself, or, when root keeps it behind closed folders such
 * as /root, one under /var/tmp that belongs to it by name.
 */
export function homeFor(directory: string, user: ServerUser | null): string {
  if (user === null) return directory
  const home = isReachable(directory) ? directory : aside('data', directory)
  chownSync(home, user.uid, user.gid)
  return home
}

/** A folder under /var/tmp, which every user can reach, named after the one that it stands for. */
export function aside(kind: string, path: string): string {
  const folder = join('/var/tmp', `autograph-${kind}-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}
