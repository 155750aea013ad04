import type { Department } from '#platform/department.ts'
import type { NoticeTopic } from './notice-topic.ts'

/** Which department hears of a topic, or of one detail of it. */
export interface NoticeRule {
  readonly id: string
  readonly topic: NoticeTopic
  /** Null for every detail. */
  readonly detail: string | null
  readonly department: Department
  readonly active: boolean
  readonly setBy: string
  readonly setAt: Date
}
