import type { CustomerKind } from '../profile/customer.ts'

/** What one customer can be to another, as it is kept. */
export const keptKinds = ['SPOUSE', 'CHILD', 'HOUSEHOLD_MEMBER', 'EMPLOYEE', 'CONTACT_PERSON', 'SUBSIDIARY'] as const
export type KeptKind = (typeof keptKinds)[number]

/** The same relation from the other end. */
export const inverse = {
  SPOUSE: 'SPOUSE',
  CHILD: 'PARENT',
  PARENT: 'CHILD',
  HOUSEHOLD_MEMBER: 'HOUSEHOLD_MEMBER',
  EMPLOYEE: 'EMPLOYER',
  EMPLOYER: 'EMPLOYEE',
  CONTACT_PERSON: 'REPRESENTED_ORGANISATION',
  REPRESENTED_ORGANISATION: 'CONTACT_PERSON',
  SUBSIDIARY: 'PARENT_ORGANISATION',
  PARENT_ORGANISATION: 'SUBSIDIARY',
} as const

export type RelationKind = keyof typeof inverse

/** A relation as it is kept, once: the customer is the `kind` of the related one. */
export interface Relation {
  readonly id: string
  readonly customerId: string
  readonly relatedId: string
  readonly kind: KeptKind
  readonly source: string
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly updatedBy: string
}

/** A relation as one of its ends sees it: the other is the `kind` of the viewer. */
export interface RelationView extends Omit<Relation, 'kind' | 'customerId' | 'relatedId'> {
  readonly viewerId: string
  readonly otherId: string
  readonly kind: RelationKind
}

export function seenBy(viewerId: string, { kind, customerId, relatedId, ...relation }: Relation): RelationView {
  return viewerId === relatedId
    ? { ...relation, viewerId, otherId: customerId, kind }
    : { ...relation, viewerId, otherId: relatedId, kind: inverse[kind] }
}

interface Ends {
  readonly customerId: string
  readonly relatedId: string
  readonly kind: KeptKind
}

/** The one way in which a relation is kept, whichever end told it: the related customer is the `kind` of the other. */
export function kept(told: {
  readonly customerId: string
  readonly relatedId: string
  readonly kind: RelationKind
}): Ends {
  const { customerId, relatedId, kind } = told
  const same = keptKinds.find(each => each === kind)
  const reverse = keptKinds.find(each => each === inverse[kind])
  if (same !== undefined && (same !== reverse || relatedId < customerId))
    return { customerId: relatedId, relatedId: customerId, kind: same }
  if (reverse !== undefined) return { customerId, relatedId, kind: reverse }
  throw new Error(`${kind} is kept in neither direction`)
}

/** What each end of a kept relation must be. */
export const endKinds = {
  SPOUSE: { customer: 'PERSON', related: 'PERSON' },
  CHILD: { customer: 'PERSON', related: 'PERSON' },
  HOUSEHOLD_MEMBER: { customer: 'PERSON', related: 'PERSON' },
  EMPLOYEE: { customer: 'PERSON', related: 'ORGANISATION' },
  CONTACT_PERSON: { customer: 'PERSON', related: 'ORGANISATION' },
  SUBSIDIARY: { customer: 'ORGANISATION', related: 'ORGANISATION' },
} as const satisfies Record<KeptKind, { customer: CustomerKind; related: CustomerKind }>
