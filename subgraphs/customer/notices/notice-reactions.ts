import {
  accountManagerChanged,
  consentChanged,
  contactCompleted,
  contactTaken,
  customerActivity,
  customerChanged,
  lifecycleMoved,
  statusChanged,
} from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { tellDepartments } from './tell-departments.ts'

/** Departments hear of a new customer, and of facts that changed. */
const onCustomerChanged = reaction(customerChanged, (tx, { id, payload, recordedAt: changedAt }) => {
  const { customerId, fields: details } = payload
  const told = { customerId, origin: null, cause: [id], changedAt }
  return details.length === 0
    ? tellDepartments(tx, { ...told, topic: 'REGISTERED', summary: 'A new customer' })
    : tellDepartments(tx, { ...told, topic: 'FACT', details, summary: `Changed: ${details.join(', ')}` })
})

/** They hear of what he allows and forbids. */
const onConsentChanged = reaction(consentChanged, (tx, { payload, recordedAt: changedAt }) => {
  const { customerId, purpose, channel, recipient, given, at } = payload
  const summary = `Consent to ${purpose} (${channel}) was ${given ? 'given' : 'withdrawn'}`
  const cause = [purpose, channel, recipient, String(given), at]
  return tellDepartments(tx, {
    topic: 'CONSENT',
    details: [purpose],
    customerId,
    origin: null,
    summary,
    cause,
    changedAt,
  })
})

/** They hear who answers for him. */
const onAccountManagerChanged = reaction(accountManagerChanged, (tx, { payload, recordedAt: changedAt }) => {
  const { customerId, employeeId, from } = payload
  const summary = `${employeeId} answers for them from ${from.slice(0, 10)} on`
  return tellDepartments(tx, {
    topic: 'ACCOUNT_MANAGER',
    customerId,
    origin: null,
    summary,
    cause: [employeeId, from],
    changedAt,
  })
})

/** They hear who speaks with him. */
const onContactTaken = reaction(contactTaken, async (tx, { payload, recordedAt: changedAt }) => {
  const { customerId, department: origin, state, until } = payload
  if (state !== 'HELD') return
  const summary = `${origin} is in contact with them until ${until}`
  const told = { customerId, origin, summary, cause: [origin, until], changedAt }
  await tellDepartments(tx, { topic: 'CONTACT_GRANTED', details: [origin], ...told })
})

/** They hear what came of it, so that he tells his story once. */
const onContactCompleted = reaction(contactCompleted, (tx, { payload, recordedAt: changedAt }) => {
  const { grantId, customerId, dealerId, department: origin, outcome } = payload
  return tellDepartments(tx, {
    topic: 'CONTACT_COMPLETED',
    details: [outcome],
    customerId,
    dealerId: customerId === null ? dealerId : null,
    origin,
    summary: `${origin} contacted them: ${outcome}`,
    subject: { type: 'ContactGrant', id: grantId },
    cause: [grantId],
    changedAt,
  })
})

/** They hear that he came to another stage of his life as a customer. */
const onLifecycleMoved = reaction(lifecycleMoved, (tx, { id, payload, recordedAt: changedAt }) => {
  const { customerId, from, to } = payload
  const summary = `They came from ${from ?? 'no stage'} to ${to}`
  return tellDepartments(tx, {
    topic: 'LIFECYCLE',
    details: [to],
    customerId,
    origin: null,
    summary,
    cause: [id],
    changedAt,
  })
})

/** They hear that he stands otherwise. */
const onStatusChanged = reaction(statusChanged, (tx, { id, payload, recordedAt: changedAt }) => {
  const { customerId, kind, level, previous } = payload
  const summary = previous === null ? `${kind} is ${level}` : `${kind} went from ${previous} to ${level}`
  const told = { customerId, origin: null, summary, cause: [id], changedAt }
  return tellDepartments(tx, { topic: 'STATUS', details: [`${kind}_${level}`], ...told })
})

/** They hear what another department did with him. */
const onActivity = reaction(customerActivity, async (tx, { payload, recordedAt: changedAt }) => {
  const { customerId, kind, department: origin, at, summary, subject } = payload
  // Consent is told with its purpose.
  if (kind === 'CONSENT') return
  const cause = [subject.type, subject.id, at]
  await tellDepartments(tx, { topic: kind, customerId, origin, summary, subject, cause, changedAt })
})

export const noticeReactions = [
  onCustomerChanged,
  onConsentChanged,
  onAccountManagerChanged,
  onContactTaken,
  onContactCompleted,
  onLifecycleMoved,
  onStatusChanged,
  onActivity,
]
