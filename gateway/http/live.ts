import type { Engine } from '../engine.ts'
import type { Operations } from './operations.ts'

/** What is live at this moment: it is asked for anew for each request, as a supergraph may take another's place. */
export type Live = () => { readonly engine: Engine; readonly operations: Operations }
