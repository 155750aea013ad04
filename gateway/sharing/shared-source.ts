import { principalText } from '#platform/identity/principal-text.ts'
import type { SubgraphAnswer, SubgraphRequest } from '../execution/run.ts'
import type { Caller, Source } from '../execution/source.ts'

export interface SharedSourceOptions {
  /** What is shared: what is the same for everybody, or all that one principal asks for too. */
  readonly what: 'public' | 'all'
}

/** A read under way, and how many wait for it beside the one who began it. */
interface UnderWay {
  readonly answer: Promise<Settled>
  joined: number
}

/** The answer for the one who asked; text when there are others, as a run adds to the objects that it was given. */
type Settled = { readonly own: SubgraphAnswer } | { readonly text: string }

/**
 * A source that answers equal reads together: public ones for all, others of one principal. They go on when one who
 * waits for them leaves, and nobody joins a read that was begun before a change of the same subgraph was done.
 */
export function sharedSource(source: Source, { what }: SharedSourceOptions): Source {
  const reads = new Map<string, UnderWay>()

  function begin(key: string, request: SubgraphRequest, { principal }: Caller): Promise<Settled> {
    const read: UnderWay = {
      joined: 0,
      answer: source
        .ask(request, { principal })
        .finally(() => {
          if (reads.get(key) === read) reads.delete(key)
        })
        .then(own => (read.joined === 0 ? { own } : { text: JSON.stringify(own) })),
    }
    reads.set(key, read)
    return read.answer
  }

  function join(read: UnderWay): Promise<Settled> {
    read.joined++
    return read.answer
  }

  return {
    ...source,
    async ask(request, caller) {
      if (!request.reads) return source.ask(request, caller).finally(() => reads.clear())
      if (what === 'public' && !request.public) return source.ask(request, caller)
      const asker = request.public ? '' : principalText(caller.principal)
      const key = `${asker}\n${request.head}${request.variables}`
      const known = reads.get(key)
      const settled = await (known === undefined ? begin(key, request, caller) : join(known))
      return 'own' in settled ? settled.own : JSON.parse(settled.text)
    },
  }
}
