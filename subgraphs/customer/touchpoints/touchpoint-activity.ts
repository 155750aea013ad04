import type { Activity } from '../timeline/activity.ts'
import type { Touchpoint, TouchpointChannel } from './touchpoint.ts'

const contacts = {
  PHONE: 'Call',
  MAIL: 'Letter',
  EMAIL: 'E-mail',
  SMS: 'Text message',
  IM: 'Chat',
  WECHAT: 'WeChat message',
  WEB: 'Contact on the web site',
  SOCIAL: 'Contact on social media',
  DEALER_VISIT: 'Visit at a dealer',
  APP: 'Contact in the app',
} as const satisfies Record<TouchpointChannel, string>

const departments = {
  CUSTOMER: 'customer care',
  SALES: 'sales',
  SERVICE: 'service',
  MARKETING: 'marketing',
  PRODUCTION: 'production',
} as const satisfies Record<Touchpoint['department'], string>

/** What a touchpoint is in the timeline; what was said stays with the touchpoint itself. */
export function activityOf(touchpoint: Touchpoint): Omit<Activity, 'id'> {
  const { id, customerId, channel, direction, department, at } = touchpoint
  const other = departments[department]
  return {
    customerId,
    kind: 'TOUCHPOINT',
    department,
    at,
    summary: `${contacts[channel]} ${direction === 'INBOUND' ? `to ${other}` : `from ${other}`}`,
    subjectType: 'Touchpoint',
    subjectId: id,
  }
}
