import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

// What Node makes of our files is kept, so that a process needs no compiler of TypeScript, which takes 20 MB. It is
// written when a process ends, and for those that are killed, when they have started.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
setTimeout(flushCompileCache, 3000).unref()
