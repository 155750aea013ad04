import type { Department } from '#platform/department.ts'
import type { DepartmentRequest, SubQuestion } from './request.ts'

export interface RequestSuccess<Name extends string> {
  readonly __typename: Name
  readonly requestId: string
}

export interface RequestNotFound {
  readonly __typename: 'RequestNotFound'
  readonly message: string
  readonly requestId: string
}

export interface RequestClosed {
  readonly __typename: 'RequestClosed'
  readonly message: string
  readonly closedAt: Date
}

export interface RequestStillOpen {
  readonly __typename: 'RequestStillOpen'
  readonly message: string
  readonly requestId: string
}

export interface DepartmentOutcome<Name extends 'RequestAlreadyThere' | 'DepartmentNotInvolved'> {
  readonly __typename: Name
  readonly message: string
  readonly department: Department
}

export interface SubQuestionsOpen {
  readonly __typename: 'SubQuestionsOpen'
  readonly message: string
  readonly subQuestions: SubQuestion[]
}

export interface SubQuestionNotFound {
  readonly __typename: 'SubQuestionNotFound'
  readonly message: string
  readonly subQuestionId: string
}

export interface SubQuestionSettled {
  readonly __typename: 'SubQuestionSettled'
  readonly message: string
  readonly status: SubQuestion['status']
}

export const requestNotFound = (requestId: string): RequestNotFound => ({
  __typename: 'RequestNotFound',
  message: `There is no request ${requestId}.`,
  requestId,
})

/** The refusal to go on with a request that is closed. */
export function refuseClosed({ closedAt }: DepartmentRequest): RequestClosed | null {
  if (closedAt === null) return null
  return {
    __typename: 'RequestClosed',
    message: 'The request is closed: open it again if its answer does not do.',
    closedAt,
  }
}

export const alreadyThere = (department: Department): DepartmentOutcome<'RequestAlreadyThere'> => ({
  __typename: 'RequestAlreadyThere',
  message: `The request lies with ${department} already.`,
  department,
})

export const notInvolved = (department: Department): DepartmentOutcome<'DepartmentNotInvolved'> => ({
  __typename: 'DepartmentNotInvolved',
  message: `${department} can't be rated: it had no part in the request, or answers for it itself.`,
  department,
})

export const questionsOpen = (subQuestions: SubQuestion[]): SubQuestionsOpen => ({
  __typename: 'SubQuestionsOpen',
  message: `Questions to ${[...new Set(subQuestions.map(each => each.department))].join(', ')} are neither answered nor waived.`,
  subQuestions,
})
