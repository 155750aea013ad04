import type { Client } from 'pg'
import { vinOf } from '../../service/workshop.ts'

/** One of the two dealers whose people must not be mixed up. */
export type DealerLetter = 'a' | 'b'

/** What is asked for by chance: ids, numbers and texts of both dealers. */
export interface Known {
  readonly ids: readonly string[]
  readonly vins: readonly string[]
  readonly texts: readonly string[]
}

const people = [1, 2, 3, 4]

/**
 * Whatever of a dealer's people an answer could have in it: ids, texts that begin with a canary's name, and telephones
 * but those of `Known`, which anybody may have written.
 */
export const canaries = (dealer: DealerLetter): RegExp =>
  dealer === 'a' ? /KANARIEA-[\w-]+|person-a-\d|\+86139111000[^1]/g : /KANARIEB-[\w-]+|person-b-\d|\+86139222000[^1]/g

/** What is one desk's alone: texts that begin so, and prices of cars. */
export const papers: Readonly<Record<'sales' | 'service', RegExp>> = {
  sales: /KANARIE[AB]-sales[\w -]+|9711100\d/g,
  service: /KANARIE[AB]-service[\w -]+/g,
}

/** Two dealers in one place with four customers each, and a car that went from the one's customer to the other's. */
export async function seedTwoDealers(owner: Pick<Client, 'query'>): Promise<Known> {
  await owner.query(everybodys)
  for (const dealer of ['a', 'b'] as const) {
    await owner.query(dealerSql(dealer))
    for (const number of people) await owner.query(personSql(dealer, number))
  }
  const kinds = [
    'person',
    'lead',
    'cycle',
    'order',
    'sale',
    'role',
    'work',
    'visit',
    'case',
    'message',
    'touch',
    'consent',
    'grant',
    'deal',
    'contact',
    'request',
    'question',
  ]
  const ofBoth = ['a', 'b'].flatMap(dealer =>
    people.flatMap(number => kinds.map(kind => `${kind}-${dealer}-${number}`)),
  )
  return {
    ids: [
      ...ofBoth,
      'dealer-a',
      'dealer-b',
      'station-a',
      'station-b',
      'all',
      'plant',
      'MODEL',
      'segment',
      'campaign',
      'recall',
    ],
    vins: [vinOf(0), ...['a', 'b'].flatMap(dealer => people.map(number => carOf(dealer, number)))],
    texts: ['KANARIE', 'KAN', 'a', '+861391110001', '+861392220001', '沪A0001', '沪B0001', 'East', 'MODEL', 'brake'],
  }
}

const carOf = (dealer: string, number: number): string => vinOf((dealer === 'a' ? 100 : 200) + number)

const everybodys = `
  insert into sales.territory (id, name) values ('all', 'All');
  insert into sales.model_offer values ('MODEL', 229900, 'CNY');
  insert into erp_adapter.place (id, kind, name_zh, name_en) values ('plant', 'PLANT', '厂', 'Plant');
  insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    values ('MODEL', 'Buick', '车', 'Car', 'S', 2026, 'plant');
  insert into service.recall (id, title, remedy, model_codes, opened_at) values ('recall', 'Brake', 'New', '{MODEL}', now());
  insert into marketing.segment (id, name, version, defined_at, refreshed_at) values ('segment', 'All', 1, now(), now());
  insert into marketing.segment_version (segment_id, version, expression, attributes, made_at, made_by)
    values ('segment', 1, 'purchases > 0', '{purchases}', now(), 'x');
  insert into marketing.campaign (id, name, goal, status, on_behalf_of, planned_at, launched_at, version, lineage)
    values ('campaign', 'Spring', 'RETAIN', 'LAUNCHED', 'MAKER', now(), now(), 1, 'campaign');
  insert into marketing.campaign_segment values ('campaign', 'segment', 1);
  insert into marketing.campaign_step values ('campaign', 1, 'EMAIL', 'Hello', 0, now());`

const dealerSql = (dealer: DealerLetter): string => `
  insert into sales.dealer (id, name, territory_id, street, city, region)
    values ('dealer-${dealer}', 'Dealer ${dealer}', 'all', '1 Road', 'Shanghai', 'East');
  insert into service.station (id, dealer_id, name, address, city, region, bays)
    values ('station-${dealer}', 'dealer-${dealer}', 'Station ${dealer}', '1 Road', 'Shanghai', 'East', 3);
  insert into service.opening_hours select 'station-${dealer}', day, '08:00', '16:00' from generate_series(1, 7) as day;`

function personSql(dealer: DealerLetter, number: number): string {
  const me = `${dealer}-${number}`
  const token = (what: string): string => `'KANARIE${dealer.toUpperCase()}-${what}-${number}'`
  const person = `'person-${me}'`
  const phone = `'+86139${dealer === 'a' ? '111' : '222'}000${number}'`
  const vin = `'${carOf(dealer, number)}'`
  const price = `9711100${number}`
  const [own, station] = [`'dealer-${dealer}'`, `'station-${dealer}'`]
  // The shared car: the first of A's people had it until the first of B's bought it.
  const [used, since, until] =
    dealer === 'a' ? ['NEW', '300 days', `now() - interval '100 days'`] : ['USED', '100 days', 'null']
  const shared =
    number > 1
      ? ''
      : `
    insert into sales.retail_sale (id, kind, vin, model_code, dealer_id, buyer_id, sold_at, price_amount, price_currency)
      values ('shared-${dealer}', '${used}', '${vinOf(0)}', 'MODEL', ${own}, ${person}, now() - interval '${since}', ${price}, 'CNY');
    insert into sales.vehicle_participant values
      ('shared-role-${dealer}', '${vinOf(0)}', ${person}, 'OWNER', now() - interval '${since}', ${until}, ${own}, 'shared-${dealer}');
    insert into service.covered_vehicle values ('${vinOf(0)}', 'MODEL', '2025-01-01', ${own}, ${person}, now())
      on conflict (vin) do update set owner_id = excluded.owner_id, dealer_id = excluded.dealer_id;
    insert into service.service_order (id, vin, station_id, customer_id, pay_type, odometer_km, complaint, technician, currency, in_at)
      values ('shared-work-${dealer}', '${vinOf(0)}', ${station}, ${person}, 'CUSTOMER', 10, ${token('service-complaint')}, ${token('service-technician')}, 'CNY', now());`
  return `
    insert into customer.customer (id, kind, family_name, given_name) values (${person}, 'PERSON', ${token('family')}, ${token('given')});
    insert into customer.fact_change (id, customer_id, field, new_value, source, valid_from, changed_at, changed_by)
      values ('fact-${me}', ${person}, 'familyName', ${token('fact')}, 'x', now(), now(), ${token('employee')});
    insert into customer.contact_point (id, customer_id, kind, value, source, valid_from, updated_by)
      values ('contact-${me}', ${person}, 'PHONE', ${phone}, 'x', now(), 'x');
    insert into customer.touchpoint values ('touch-${me}', ${person}, 'x', '${me}', 'PHONE', 'INBOUND', 'SALES', ${token('touch')}, ${own}, now(), 'x', now());
    insert into customer.activity values ('activity-${me}', ${person}, 'LEAD', 'SALES', now(), ${token('activity')}, 'Lead', 'lead-${me}');
    insert into customer.consent_entry (id, customer_id, given, purpose, channel, recipient_kind, recipient_id, country, proof_method, proof_document, at, recorded_at, recorded_by)
      values ('consent-${me}', ${person}, true, 'MARKETING', 'ANY', 'MAKER', '', 'CN', 'APP', ${token('proof')}, now(), now(), 'x');
    insert into customer.contact_grant (id, customer_id, department, dealer_id, purpose, channel, goal, subject, granted_to, granted_at, expires_at)
      values ('grant-${me}', ${person}, 'SALES', ${own}, 'SALES_FOLLOW_UP', 'PHONE', 'CONVERT', ${token('subject')}, ${token('seller')}, now(), now() + interval '1 hour');
    insert into customer.contact_grant (id, customer_id, department, dealer_id, purpose, channel, goal, subject, granted_to,
      granted_at, expires_at, completed_at, contacted_at, outcome, gain, currency)
      values ('deal-${me}', ${person}, 'SALES', ${own}, 'SALES_FOLLOW_UP', 'PHONE', 'CONVERT', ${token('subject')}, ${token('seller')},
        now() - interval '2 hours', now() - interval '1 hour', now(), now(), 'AGREED', ${price}, 'CNY');
    insert into customer.contact_grant_key values (translate(encode(sha256(convert_to('customer:' || ${person}, 'UTF8')), 'base64'), '+/=', '-_'), 'grant-${me}');
    insert into customer.assignment values ('assignment-${me}', ${person}, 'ACCOUNT_MANAGER', 'e-${me}', ${token('manager')}, ${own}, now(), null, null, 'x');
    insert into sales.lead (id, channel, customer_id, contact_name, phone, model_code, message, dealer_id, routing_rule, routing_reason, score, score_reasons, captured_at, due_at)
      values ('lead-${me}', 'WEB', ${person}, ${token('sales-lead')}, ${phone}, 'MODEL', ${token('sales-wish')}, ${own}, 'CHOSEN', 'x', 50, '{}', now(), now());
    insert into sales.sales_cycle values ('cycle-${me}', 'PROSPECT', 'OPEN', ${person}, ${own}, 'lead-${me}', 'WEB', null, 'MODEL', now());
    insert into erp_adapter.production_order (production_number, model_code, plant_id) values ('P-${me}', 'MODEL', 'plant');
    insert into erp_adapter.vehicle (production_number, model_code, vin, order_id) values ('P-${me}', 'MODEL', ${vin}, 'order-${me}');
    insert into sales.known_vehicle values ('P-${me}', ${vin}, 'MODEL', 'DELIVERED', 'order-${me}', now());
    insert into sales.sales_order (id, kind, status, customer_id, dealer_id, model_code, price_amount, price_currency, vin, placed_at)
      values ('order-${me}', 'BUILD', 'DELIVERED', ${person}, ${own}, 'MODEL', ${price}, 'CNY', ${vin}, now());
    insert into sales.sales_order_event (order_id, status, at, note) values ('order-${me}', 'PLACED', now(), ${token('sales-note')});
    insert into sales.retail_sale (id, kind, vin, model_code, dealer_id, buyer_id, order_id, sold_at, price_amount, price_currency)
      values ('sale-${me}', 'NEW', ${vin}, 'MODEL', ${own}, ${person}, 'order-${me}', now(), ${price}, 'CNY');
    insert into sales.vehicle_participant values ('role-${me}', ${vin}, ${person}, 'OWNER', now(), null, ${own}, 'sale-${me}');
    insert into sales.vehicle_plate values (${vin}, '沪${dealer.toUpperCase()}000${number}', now(), null);
    insert into service.covered_vehicle values (${vin}, 'MODEL', '2026-01-01', ${own}, ${person}, now());
    insert into service.recall_vehicle values ('recall', ${vin}, now(), null, null);
    insert into service.appointment (id, vin, customer_id, station_id, purpose, status, starts_at, ends_at, note)
      values ('visit-${me}', ${vin}, ${person}, ${station}, 'REPAIR', 'BOOKED', now(), now() + interval '1 hour', ${token('visit')});
    insert into service.service_order (id, vin, station_id, customer_id, appointment_id, pay_type, odometer_km, complaint, technician, currency, in_at)
      values ('work-${me}', ${vin}, ${station}, ${person}, 'visit-${me}', 'CUSTOMER', 10, ${token('service-complaint')}, ${token('service-technician')}, 'CNY', now());
    insert into service.service_operation values ('work-${me}', 1, 'OP', 'Brakes', 1, 100, null);
    insert into service.service_case (id, kind, priority, status, subject, customer_id, vin, station_id, sla_minutes, opened_at)
      values ('case-${me}', 'COMPLAINT', 'HIGH', 'NEW', ${token('case')}, ${person}, ${vin}, ${station}, 60, now());
    insert into service.inquiry values ('case-${me}', false, 1, array[${token('service-kind')}], 'en', 'KEY', 'x', array[${token('service-routing')}], 'visit-${me}');
    insert into service.account_manager values (${person}, 'e-${me}', now());
    insert into service.case_status_change values ('case-${me}', 1, 'NEW', now(), ${token('service-agent')}, null);
    insert into service.case_message values ('thread-${me}', 'case-${me}', 'CUSTOMER', ${token('service-author')}, ${token('service-thread')}, now());
    insert into service.request (id, subject, question, customer_id, case_id, owner_id, owner_name, owner_department,
      department, departments, status, opened_by, opened_at, due_at)
      values ('request-${me}', ${token('request')}, ${token('asked')}, ${person}, 'case-${me}', 'e-${me}', ${token('owner')},
        'SALES', 'SALES', '{SALES,SERVICE}', 'OPEN', 'x', now(), now() + interval '1 day');
    insert into service.request_step values ('request-${me}', 1, 'SALES', now(), null, 60, 'x', ${token('step')});
    insert into service.sub_question values ('question-${me}', 'request-${me}', 'SERVICE', ${token('sub')}, 'x', now(), 'OPEN');
    insert into service.request_rating values ('request-${me}', 'SERVICE', 2, ${token('rating')}, 'x', now());
    insert into marketing.customer_fact (customer_id, kind, purchases) values (${person}, 'PERSON', 1);
    insert into marketing.purchase values ('sale-${me}', ${person}, ${vin}, 'MODEL', now(), ${price}, 'CNY');
    insert into marketing.customer_spend (customer_id, currency, purchases, services) values (${person}, 'CNY', ${price}, 0);
    insert into marketing.segment_membership values ('segment', ${person}, 1, now(),
      '[{"attribute": "spend", "condition": "spend > 0 CNY", "value": "${price}.00 CNY"}]');
    insert into marketing.campaign_contact (campaign_id, customer_id, segment_id, chosen_at, status) values ('campaign', ${person}, 'segment', now(), 'CHOSEN');
    insert into marketing.message (id, customer_id, department, channel, text, status, at, source, external_id)
      values ('message-${me}', ${person}, 'SALES', 'EMAIL', ${token('message')}, 'SENT', now(), 'x', '${me}');${shared}`
}
