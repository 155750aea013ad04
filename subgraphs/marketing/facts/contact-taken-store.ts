import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'

export interface ContactTaken {
  readonly customerId: string
  readonly department: string
  readonly state: 'HELD' | 'CONTACTED' | 'FREE'
  readonly until: string
}

/** Keeps who is at a customer and until when advertising waits for the last contact; an earlier one told late does not count. */
export async function saveContactTaken(tx: Transaction, taken: ContactTaken): Promise<void> {
  const { customerId, department, state, until } = taken
  switch (state) {
    case 'HELD':
      await tx.rows(sql`
        insert into customer_contact (customer_id, held_by, held_until) values (${customerId}, ${department}, ${until})
        on conflict (customer_id) do update set held_by = excluded.held_by, held_until = excluded.held_until`)
      return
    case 'FREE':
      await tx.rows(sql`
        update customer_contact set held_by = null, held_until = null
        where customer_id = ${customerId} and held_by = ${department}`)
      return
    case 'CONTACTED':
      await tx.rows(sql`
        insert into customer_contact (customer_id, contacted_by, contacted_until)
        values (${customerId}, ${department}, ${until})
        on conflict (customer_id) do update set contacted_by = excluded.contacted_by,
          contacted_until = excluded.contacted_until
        where coalesce(customer_contact.contacted_until, '-infinity') < excluded.contacted_until`)
  }
}
