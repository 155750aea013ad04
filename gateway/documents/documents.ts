import { Fault } from '#platform/errors.ts'
import { isTree, type Tree } from '../execution/tree.ts'

/** Operations that clients may send by their ids alone. */
export interface Documents {
  /** Texts by their ids, each the SHA-256 of its text in hexadecimal digits. */
  readonly registered: ReadonlyMap<string, string>
  /** Whether no other operations are taken. */
  readonly only: boolean
}

/** Gives a request's parameters with the text that they mean; throws a fault when it is not registered and has to be. */
export type ReadDocument = (parameters: Tree) => Tree

export const noDocuments: Documents = { registered: new Map(), only: false }

/** Looks up what a request names by `documentId`, or by the hash of a persisted query. */
export function documentReader({ registered, only }: Documents): ReadDocument {
  if (registered.size === 0 && !only) return parameters => refuseNamed(parameters)
  const texts = new Set(registered.values())
  return parameters => {
    const id = idIn(parameters)
    if (id !== undefined) {
      const query = registered.get(id)
      if (query !== undefined) return withText(parameters, query)
      if (only || 'documentId' in parameters) throw unknown()
      return parameters
    }
    const { query } = parameters
    if (only && (typeof query !== 'string' || !texts.has(query))) throw unknown()
    return parameters
  }
}

const refuseNamed = (parameters: Tree): Tree => {
  if ('documentId' in parameters) throw unknown()
  return parameters
}

const unknown = (): Fault =>
  new Fault('DOCUMENT_UNKNOWN', 'This operation is not among those that are registered with this gateway.')

/** The id of a document that a request names; undefined when it brings its text alone. */
function idIn({ documentId, extensions }: Tree): string | undefined {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '')
  const persisted = isTree(extensions) ? extensions['persistedQuery'] : undefined
  const hash = isTree(persisted) ? persisted['sha256Hash'] : undefined
  return typeof hash === 'string' ? hash : undefined
}

function withText(parameters: Tree, query: string): Tree {
  const { extensions } = parameters
  if (!isTree(extensions)) return { ...parameters, query }
  const { persistedQuery: _, ...others } = extensions
  return { ...parameters, query, extensions: others }
}
