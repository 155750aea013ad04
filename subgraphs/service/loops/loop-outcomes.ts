import { stageOf, type Loop, type LoopStage } from './loop.ts'

export interface LoopSuccess<Name extends string> {
  readonly __typename: Name
  readonly loopId: string
}

export interface LoopNotFound {
  readonly __typename: 'ClosedLoopNotFound'
  readonly message: string
  readonly loopId: string
}

export interface LoopNotThere {
  readonly __typename: 'ClosedLoopNotThere'
  readonly message: string
  readonly stage: LoopStage
}

export interface LoopOpenAlready {
  readonly __typename: 'ClosedLoopOpenAlready'
  readonly message: string
}

export const loopNotFound = (loopId: string): LoopNotFound => ({
  __typename: 'ClosedLoopNotFound',
  message: `There is no closed loop ${loopId}.`,
  loopId,
})

export const loopOpenAlready: LoopOpenAlready = {
  __typename: 'ClosedLoopOpenAlready',
  message: 'There is an open loop for this already: go on with it.',
}

const missing: Readonly<Record<LoopStage, string>> = {
  OPEN: 'It has no result yet.',
  DONE: 'Its result is there and not verified by the customer.',
  VERIFIED: 'Its result is verified by the customer.',
  ENDED: 'It has ended.',
}

/** The refusal of a step that a loop of another stage would take. */
export function refuseStage(loop: Loop, wanted: readonly LoopStage[]): LoopNotThere | null {
  const stage = stageOf(loop)
  return wanted.includes(stage) ? null : { __typename: 'ClosedLoopNotThere', message: missing[stage], stage }
}
