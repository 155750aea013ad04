import { activityKinds } from '#platform/activity-kind.ts'
import { factNames } from '../profile/fact.ts'

/** What rules can be about: first what this subgraph and the plant tell, then the activities of all departments. */
export const noticeTopics = [
  'REGISTERED',
  'FACT',
  'CONSENT',
  'ACCOUNT_MANAGER',
  'CONTACT_GRANTED',
  'CONTACT_COMPLETED',
  'LIFECYCLE',
  'STATUS',
  'CAR_STATUS',
  'CAR_DELAYED',
  // Consent is a topic of its own, which knows its purpose.
  ...activityKinds.filter(kind => kind !== 'CONSENT'),
] as const

export type NoticeTopic = (typeof noticeTopics)[number]

const factFields = new Set<string>([...factNames, 'phone', 'email', 'wechat', 'mail', 'address', 'relations'])
const isNameOfList = (detail: string): boolean => /^[A-Z]+(_[A-Z]+)*$/.test(detail)

/** Of topics that have details, what can be one: the name of a fact, or of the graph's own lists. */
const detailsOf: Partial<Record<NoticeTopic, (detail: string) => boolean>> = {
  FACT: detail => factFields.has(detail),
  CONSENT: isNameOfList,
  CONTACT_GRANTED: isNameOfList,
  CONTACT_COMPLETED: isNameOfList,
  LIFECYCLE: isNameOfList,
  STATUS: isNameOfList,
  CAR_STATUS: isNameOfList,
}

/** Whether a topic can be narrowed to a detail. */
export const hasDetail = (topic: NoticeTopic, detail: string): boolean => detailsOf[topic]?.(detail) ?? false
