import { Fault } from '#platform/errors.ts'
import { optionalTextOf } from '../checked-input.ts'
import type { Department } from '#platform/department.ts'
import type { Rating } from './request.ts'

interface GivenRating {
  readonly department: Department
  readonly score: number
  readonly note?: string | null
}

/** Ratings as given, each department once and each score 1 to 5; anything else is the caller's fault. */
export function readRatings(given: readonly GivenRating[]): Pick<Rating, 'department' | 'score' | 'note'>[] {
  if (new Set(given.map(each => each.department)).size < given.length)
    throw new Fault('BAD_USER_INPUT', 'ratings name a department twice; each has one.')
  return given.map(({ department, score, note }) => {
    if (score < 1 || score > 5) throw new Fault('BAD_USER_INPUT', `score is ${score}; it can be 1 to 5.`)
    return { department, score, note: optionalTextOf('note', note, 2000) }
  })
}
