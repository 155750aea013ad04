import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')

/** Frees what nothing holds, so that the heap tells what is held. */
export const collectGarbage: () => void = runInNewContext('gc')
