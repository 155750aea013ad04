import type { TestGraph } from '../kit/graph.ts'
import { vinOf } from '../service/workshop.ts'

/** What a person told us who is to be found nowhere, by the class of `@pii` that it has. */
export const canary = {
  NAME: ['金丝雀', '小鸟'],
  CONTACT: ['13912345678', 'kanari@example.com', 'kanari_wechat'],
  ADDRESS: ['KanariDistrict', 'KanariStreet', '209998'],
  BIRTH: ['1979-03-04'],
  VEHICLE: ['沪KANARI'],
  TEXT: ['KanariText'],
} as const

export const canaryWords: readonly string[] = Object.values(canary).flat()

export const canaryIdOf = (nth: number): string => (nth === 0 ? 'customer-kanari' : `customer-kanari-${nth}`)
export const canaryVinOf = (nth: number): string => vinOf(777 + nth)
export const canaryId = canaryIdOf(0)
export const canaryVin = canaryVinOf(0)

/**
 * Puts the person into all subgraphs that know something of people: with each field of theirs that has a class. A
 * further one, once the one before is erased, has other ids.
 */
export async function seedCanary(graph: Pick<TestGraph, 'sql'>, nth = 0): Promise<void> {
  const at = `'2026-03-01T08:00:00Z'`
  const id = `'${canaryIdOf(nth)}'`
  const vin = `'${canaryVinOf(nth)}'`
  const k = nth === 0 ? 'k' : `k${nth}`
  const text = `'KanariText'`
  await graph.sql(`
    insert into customer.customer (id, kind, family_name, given_name, birth_date)
      values (${id}, 'PERSON', '金丝雀', '小鸟', '1979-03-04');
    insert into customer.contact_point (id, customer_id, kind, value, label, country, region, city, district, street,
        postal_code, source, valid_from, updated_by)
      values ('${k}-1', ${id}, 'PHONE', '+8613912345678', ${text}, null, null, null, null, null, null, 'x', ${at}, 'x'),
        ('${k}-2', ${id}, 'EMAIL', 'kanari@example.com', null, null, null, null, null, null, null, 'x', ${at}, 'x'),
        ('${k}-3', ${id}, 'WECHAT', 'kanari_wechat', null, null, null, null, null, null, null, 'x', ${at}, 'x'),
        ('${k}-4', ${id}, 'ADDRESS', '中国 KanariDistrict KanariStreet', null, 'CN', '上海市', '上海市', 'KanariDistrict',
          'KanariStreet', '209998', 'x', ${at}, 'x');
    insert into customer.fact_change (id, customer_id, field, old_value, new_value, source, valid_from, changed_at, changed_by)
      values ('${k}-5', ${id}, 'FAMILY_NAME', '小鸟', '金丝雀', 'x', ${at}, ${at}, 'x');
    insert into customer.touchpoint (id, customer_id, source, external_id, channel, direction, department, summary, at,
        recorded_by, recorded_at)
      values ('${k}-6', ${id}, 'x', '${k}-6', 'PHONE', 'INBOUND', 'CUSTOMER', ${text}, ${at}, 'x', ${at});
    insert into customer.activity (id, customer_id, kind, department, at, summary, subject_type, subject_id)
      values ('${k}-7', ${id}, 'TOUCHPOINT', 'CUSTOMER', ${at}, ${text}, 'Touchpoint', '${k}-6');
    insert into customer.consent_entry (id, customer_id, given, purpose, channel, recipient_kind, recipient_id, country,
        proof_method, proof_document, at, recorded_at, recorded_by)
      values ('${k}-8', ${id}, true, 'MARKETING', 'ANY', 'MAKER', '', 'CN', 'SIGNED_FORM', ${text}, ${at}, ${at}, 'x');
    insert into customer.assignment (id, customer_id, role, employee_id, valid_from, reason, assigned_by)
      values ('${k}-9', ${id}, 'ACCOUNT_MANAGER', 'E-1', ${at}, ${text}, 'x');
    insert into customer.contact_grant (id, customer_id, department, purpose, channel, goal, subject, granted_to,
        granted_at, expires_at, completed_at, contacted_at, outcome, note)
      values ('${k}-22', ${id}, 'SERVICE', 'OPEN_CASE', 'PHONE', 'SATISFY', ${text}, 'x', ${at}, '2026-03-01T09:00:00Z',
        ${at}, ${at}, 'INFORMED', ${text});
    insert into customer.customer_merge (id, merged_id, survivor_id, reason, decisions, facts_before, change_ids,
        last_position, merged_at, merged_by)
      values ('${k}-25', '${k}-24', ${id}, ${text}, '[]', '{"familyName": "小鸟"}', '{}', 0, ${at}, 'x');
    insert into customer.notice (id, department, customer_id, topic, details, summary, rule_id, cause, changed_at, delivered_at)
      values ('${k}-23', 'SALES', ${id}, 'CASE', '{}', ${text}, 'notice-rule-case-sales', '${k}-15', ${at}, ${at});
    insert into customer.notice_acknowledgement (notice_id, dealer_id, acknowledged_at, acknowledged_by)
      values ('${k}-23', '', ${at}, 'x');
    insert into customer.order_customer (order_id, customer_id) values ('${k}-11', ${id});
    insert into customer.customer_stage (customer_id, stage, since) values (${id}, 'LOST', ${at});
    insert into customer.lifecycle_move (id, customer_id, from_stage, to_stage, trigger, cause, reason, at, recorded_at)
      values ('${k}-24', ${id}, '', 'LOST', 'EMPLOYEE', 'x', ${text}, ${at}, ${at});
    insert into customer.status_change (id, customer_id, kind, level, reason, set_by, at)
      values ('${k}-25', ${id}, 'RISK', 'HIGH', ${text}, 'x', ${at});
    insert into customer.customer_status (customer_id, kind, level, since, change_id)
      values (${id}, 'RISK', 'HIGH', ${at}, '${k}-25');
    insert into sales.lead (id, channel, status, customer_id, contact_name, phone, dealer_id, routing_rule,
        routing_reason, score, score_reasons, captured_at, due_at, closed_at, lost_reason, lost_note)
      values ('${k}-10', 'WEB', 'LOST', ${id}, '金丝雀小鸟', '+8613912345678', 'd-sh-1', 'LOAD', 'x', 50, '{}', ${at}, ${at},
        ${at}, 'PRICE', ${text});
    insert into sales.sales_order (id, kind, status, customer_id, dealer_id, model_code, price_amount, price_currency,
        vin, placed_at)
      values ('${k}-11', 'BUILD', 'PLACED', ${id}, 'd-sh-1', 'ENVISION-GS', 1, 'CNY', ${vin}, ${at});
    insert into sales.sales_order_event (order_id, status, at, note) values ('${k}-11', 'PLACED', ${at}, ${text});
    insert into sales.vehicle_participant (id, vin, customer_id, role, valid_from, dealer_id)
      values ('${k}-12', ${vin}, ${id}, 'OWNER', ${at}, 'd-sh-1');
    insert into sales.vehicle_plate (vin, plate, valid_from) values (${vin}, '沪KANARI', ${at});
    insert into service.station (id, dealer_id, name, address, city, region, bays)
      values ('${k}-station', 'd-sh-1', 'Station', 'x', 'Shanghai', 'East', 2);
    insert into service.covered_vehicle (vin, dealer_id, owner_id) values (${vin}, 'd-sh-1', ${id});
    insert into service.appointment (id, vin, customer_id, station_id, purpose, status, starts_at, ends_at, note)
      values ('${k}-13', ${vin}, ${id}, '${k}-station', 'REPAIR', 'BOOKED', ${at}, '2026-03-01T10:00:00Z', ${text});
    insert into service.service_order (id, vin, station_id, customer_id, pay_type, odometer_km, complaint, currency, in_at)
      values ('${k}-14', ${vin}, '${k}-station', ${id}, 'CUSTOMER', 10, ${text}, 'CNY', ${at});
    insert into service.service_case (id, kind, priority, status, subject, customer_id, station_id, resolution,
        sla_minutes, opened_at)
      values ('${k}-15', 'CONSULT', 'NORMAL', 'SOLVED', ${text}, ${id}, '${k}-station', ${text}, 60, ${at});
    insert into service.case_status_change (case_id, position, status, at, changed_by, note)
      values ('${k}-15', 1, 'SOLVED', ${at}, 'x', ${text});
    insert into service.case_message (id, case_id, author, author_name, body, at)
      values ('${k}-16', '${k}-15', 'CUSTOMER', '金丝雀小鸟', ${text}, ${at});
    insert into service.request (id, subject, question, customer_id, owner_id, owner_department, department,
        departments, status, opened_by, opened_at, due_at, closed_at, answer)
      values ('${k}-17', ${text}, ${text}, ${id}, 'E-1', 'SALES', 'SALES', '{SALES}', 'CLOSED', 'x', ${at},
        '2026-03-02T08:00:00Z', ${at}, ${text});
    insert into service.request_step (request_id, position, department, entered_at, left_at, allowed_minutes, handed_by, note)
      values ('${k}-17', 1, 'SALES', ${at}, ${at}, 60, 'x', ${text});
    insert into service.sub_question (id, request_id, department, question, asked_by, asked_at, status, settlement,
        settled_by, settled_at)
      values ('${k}-18', '${k}-17', 'SERVICE', ${text}, 'x', ${at}, 'ANSWERED', ${text}, 'x', ${at}),
        ('${k}-19', '${k}-17', 'SERVICE', ${text}, 'x', ${at}, 'WAIVED', ${text}, 'x', ${at});
    insert into service.request_rating (request_id, department, score, note, rated_by, rated_at)
      values ('${k}-17', 'SERVICE', 5, ${text}, 'x', ${at});
    insert into service.case_rating (case_id, score, comment, rated_by, rated_at)
      values ('${k}-15', 1, ${text}, 'x', ${at});
    insert into service.closed_loop (id, trigger, subject, case_id, customer_id, department, opened_by, opened_at, result)
      values ('${k}-21', 'COMPLAINT', ${text}, '${k}-15', ${id}, 'SERVICE', 'x', ${at}, ${text});
    insert into service.loop_action (loop_id, position, action, taken_by, taken_at)
      values ('${k}-21', 1, ${text}, 'x', ${at});
    insert into marketing.customer_fact (customer_id, kind) values (${id}, 'PERSON');
    insert into platform.access_book (number, subgraph, opened_at, ends, hash, seal) values (${1 - nth}, 'x', ${at}, '[]', 'x', 'x');
    insert into platform.access_entry (book, place, id, at, reader, role, customer_id, fields, classes, reason,
        reason_salt, reason_hash, hash)
      values (${1 - nth}, 1, '${k}-23', ${at}, 'x', 'compliance', ${id}, '{Customer.phone}', '{CONTACT}', ${text}, 'x', 'x', 'x');
    insert into erp_adapter.kept_apart_event (id, reasons, content, content_hash)
      values ('${k}-21', '[{"pointer": "", "message": "x"}]', '{"driver": "金丝雀小鸟 +8613912345678"}', '${k}-21');
    insert into marketing.message (id, customer_id, department, channel, text, status, at, source, external_id)
      values ('${k}-20', ${id}, 'SERVICE', 'SMS', ${text}, 'SENT', ${at}, 'x', '${k}-20');`)
}

/** Asks for everything of the person, by each field that has a class. */
export const everythingOfCanary = `query ($id: ID!) {
  customer(id: $id) {
    displayName familyName givenName birthDate phone email
    address { district street postalCode }
    contactPoints { value label address { district street postalCode } }
    facts { value }
    history { nodes { oldValue newValue } }
    assignments(all: true) { reason }
    consentLedger { nodes { proof { document } } }
    timeline { nodes { summary } }
    touchpoints { nodes { summary } }
    leads { nodes { contactName phone lostNote } }
    salesOrders { nodes { timeline { note } } }
    vehicles { nodes { vehicle { plate } } }
    appointments { nodes { note } }
    serviceOrders { nodes { complaint } }
    cases { nodes {
      subject resolution messages { authorName body } statusHistory { note } rating { comment }
      closedLoops { subject result actions { action } }
    } }
    merges { reason }
    contactGrants { nodes { subject note } }
    notices { nodes { summary } }
    lifecycle { moves { nodes { reason } } }
    statuses { reason }
    requests { nodes {
      subject question answer steps { note } subQuestions { question answer waivedBecause } ratings { note }
    } }
    messages { nodes { text } }
    accessRecords { nodes { reason } }
  }
}`
