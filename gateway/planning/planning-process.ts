import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { PlanNode } from '@graphql-hive/router-query-planner'
import type { PlanningMessage, PlanningReply, PlanningTask } from './planning-message.ts'

/** A task whose plan did not come: it took too long, ended the process, or has none. */
export class PlanningFailed extends Error {
  readonly late: boolean

  constructor(why: string, late = false) {
    super(why)
    this.late = late
  }
}

interface Pending {
  readonly message: PlanningMessage
  readonly deadline: number
  readonly resolve: (node: PlanNode | undefined) => void
  readonly reject: (error: PlanningFailed) => void
}

/**
 * Plans are made in a process of their own: the planner ends its process over some operations and has no end over
 * others. Only the task that did so fails; the process is started anew and goes on with the next.
 */
const supergraphs = new Map<number, string>()
/** Longest time that the process may take to start, in milliseconds. */
const startsWithin = 30_000
const pending: Pending[] = []
let child: ChildProcess | undefined
let started = false
let timer: NodeJS.Timeout | undefined
let count = 0

/** Makes a supergraph known; gives the number that tasks name it by. */
export function addSupergraph(text: string): number {
  const supergraph = count++
  supergraphs.set(supergraph, text)
  // A process that is started now is told all supergraphs, this one too.
  if (child === undefined) running()
  else child.send({ kind: 'supergraph', supergraph, text } satisfies PlanningMessage)
  return supergraph
}

export function forgetSupergraph(supergraph: number): void {
  supergraphs.delete(supergraph)
  child?.send({ kind: 'forget', supergraph } satisfies PlanningMessage)
}

/** Makes one plan; rejects with `PlanningFailed` when there is none, or none within the deadline in milliseconds. */
export function planApart(supergraph: number, task: PlanningTask, deadline: number): Promise<PlanNode | undefined> {
  return new Promise((resolve, reject) => {
    const message: PlanningMessage = { ...task, kind: 'plan', supergraph }
    pending.push({ message, deadline, resolve, reject })
    running().send(message)
    if (pending.length === 1) watchFirst()
  })
}

/** What this process was started with to keep compiled files, if it was. */
const cached = process.execArgv.filter((argument, nth, all) =>
  [argument, all[nth - 1]].some(each => each?.startsWith('--import')),
)

function running(): ChildProcess {
  if (child !== undefined) return child
  const forked = fork(join(import.meta.dirname, 'planning-child.ts'), {
    // Plans are made outside of V8, which need not make itself comfortable.
    execArgv: [...cached, '--max-semi-space-size=1'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child = forked
  started = false
  forked.on('message', (reply: PlanningReply) => {
    // What a process said before it was given up may be read after: it answers a task that is no longer the first.
    if (child === forked) hear(reply)
  })
  forked.on('exit', code => {
    if (child !== forked) return
    if (code === 0) resume()
    else restart('the planner ended over it')
  })
  // What can't be sent any more is sent again to the next process.
  forked.on('error', () => {})
  forked.unref()
  forked.channel?.unref()
  for (const [supergraph, text] of supergraphs)
    forked.send({ kind: 'supergraph', supergraph, text } satisfies PlanningMessage)
  return forked
}

/** Gives up the task that is under way with its process, and starts the others again. */
function restart(why: string, late = false): void {
  child?.kill('SIGKILL')
  pending.shift()?.reject(new PlanningFailed(why, late))
  resume()
}

/** Goes on in another process with all that is not planned yet. */
function resume(): void {
  child = undefined
  for (const { message } of pending) running().send(message)
  watchFirst()
}

function hear(reply: PlanningReply): void {
  if (reply.kind === 'started') started = true
  else settle(pending.shift(), reply)
  watchFirst()
}

function settle(done: Pending | undefined, reply: Exclude<PlanningReply, { kind: 'started' }>): void {
  if (reply.kind === 'planned') done?.resolve(reply.node ?? undefined)
  else done?.reject(new PlanningFailed(reply.why))
}

/** Watches the time of the task that is under way; without one, the process keeps nothing waiting for its end. */
function watchFirst(): void {
  clearTimeout(timer)
  const [first] = pending
  if (first === undefined) return child?.channel?.unref()
  child?.channel?.ref()
  // On a busy machine the process starts slowly: that is not the plan's time.
  const within = started ? first.deadline : Math.max(first.deadline, startsWithin)
  timer = setTimeout(() => restart(`no plan within ${within} ms`, true), within)
}
