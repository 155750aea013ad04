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
const pending: Pending[] = []
let child: ChildProcess | undefined
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
  const started = fork(join(import.meta.dirname, 'planning-child.ts'), {
    // Plans are made outside of V8, which need not make itself comfortable.
    execArgv: [...cached, '--max-semi-space-size=1'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child = started
  started.on('message', (reply: PlanningReply) => {
    // What a process said before it was given up may be read after: it answers a task that is no longer the first.
    if (child === started) settleFirst(reply)
  })
  started.on('exit', code => {
    if (child !== started) return
    if (code === 0) resume()
    else restart('the planner ended over it')
  })
  // What can't be sent any more is sent again to the next process.
  started.on('error', () => {})
  started.unref()
  started.channel?.unref()
  for (const [supergraph, text] of supergraphs)
    started.send({ kind: 'supergraph', supergraph, text } satisfies PlanningMessage)
  return started
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

function settleFirst(reply: PlanningReply): void {
  const done = pending.shift()
  if (reply.kind === 'planned') done?.resolve(reply.node ?? undefined)
  else done?.reject(new PlanningFailed(reply.why))
  watchFirst()
}

/** Watches the time of the task that is under way; without one, the process keeps nothing waiting for its end. */
function watchFirst(): void {
  clearTimeout(timer)
  const [first] = pending
  if (first === undefined) return child?.channel?.unref()
  child?.channel?.ref()
  timer = setTimeout(() => restart(`no plan within ${first.deadline} ms`, true), first.deadline)
}
