import type { PiiClass } from './pii-class.ts'

/** What a request has shown of a person whole. */
export interface ShownPerson {
  /** Null where the contract doesn't tell whose it is, as of a prospect. */
  readonly customerId: string | null
  /** As in `PersonalField`. */
  readonly fields: Set<string>
  readonly classes: Set<PiiClass>
}

/** A field of a contract that tells of a person. */
export interface PersonalField {
  /** The type of what tells of the person. */
  readonly type: string
  /** Such as `Customer.phone`, or `Query.customersByPhone` by which a customer was found. */
  readonly place: string
  readonly piiClass: PiiClass
}

/** The people of whom a request has shown something whole: by their ids, or by what tells of them. */
export class ShownPeople extends Map<string, ShownPerson> {
  readonly #owners = new WeakMap<object, string>()

  note(source: unknown, { type, place, piiClass }: PersonalField): void {
    const customerId = this.personOf(source, type) ?? null
    const key = customerId ?? [type, textIn(source, 'id') ?? textIn(source, 'vin') ?? []].flat().join(' ')
    const known = this.get(key)
    const person = known ?? { customerId, fields: new Set(), classes: new Set() }
    if (known === undefined) this.set(key, person)
    person.fields.add(place)
    person.classes.add(piiClass)
  }

  /** Says whose the parts of an object are that don't say so themselves, as the messages of a case. */
  inherit(parts: unknown, person: string): void {
    if (Array.isArray(parts)) for (const part of parts) this.inherit(part, person)
    else if (typeof parts === 'object' && parts !== null) this.#owners.set(parts, person)
  }

  /** The person whom an object of a type tells of; undefined when it isn't known. */
  personOf(source: unknown, type: string): string | undefined {
    const said = personIn(source, type)
    return said ?? (typeof source === 'object' && source !== null ? this.#owners.get(source) : undefined)
  }
}

/** The person whom an object of a type names. */
export const personIn = (source: unknown, type: string): string | undefined =>
  textIn(source, type === 'Customer' ? 'id' : 'customerId')

export function textIn(source: unknown, name: string): string | undefined {
  if (typeof source !== 'object' || source === null) return undefined
  const value: unknown = Reflect.get(source, name)
  return typeof value === 'string' ? value : undefined
}
