import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { schemaNameOf } from '#platform/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { createDatabase } from '../kit/database.ts'

/** Tables whose rows are about nobody and belong to no dealer: everybody may read them, and whoever sets them write. */
const withoutTenants: Readonly<Record<string, readonly string[]>> = {
  customer: ['contact_rule', 'lifecycle_transition', 'migration', 'notice_rule'],
  marketing: ['campaign', 'campaign_segment', 'campaign_step', 'migration', 'segment', 'segment_version'],
  platform: ['dealer_reach', 'migration'],
  service: [
    'knowledge_article',
    'migration',
    'opening_hours',
    'recall',
    'recall_vehicle',
    'slot',
    'station',
    'warranty_terms',
  ],
  sales: ['dealer', 'known_vehicle', 'migration', 'model_offer', 'model_option', 'model_option_rule', 'territory'],
}

/** Functions that see more than their caller, each with a reason beside it in its migration. */
const definers = [
  'customer.claim_customer',
  'customer.customers_named',
  'customer.tell_sharing',
  'platform.dealers',
  'platform.forget_events',
  'platform.forget_merge',
  'platform.golden',
  'platform.hold_events',
  'platform.is_merged',
  'platform.keep_reach',
  'platform.move_rows',
  'platform.move_rows_back',
  'platform.note_merge',
  'platform.set_aside',
  'platform.told',
  'sales.participants_of_car',
  'sales.sales_of_car',
  'sales.tell_access_subject',
  'sales.tell_dealer_reach',
  'service.orders_of_car',
  'service.orders_of_customer',
  'service.tell_open_case',
]

const ownRights = 'DELETE INSERT SELECT UPDATE'
const platformRights: Readonly<Record<string, string>> = {
  access_book: 'INSERT SELECT',
  access_cut: 'SELECT',
  access_entry: 'INSERT SELECT',
  access_subject: 'SELECT',
  customer_reach: 'SELECT',
  data_export: ownRights,
  data_export_part: 'INSERT SELECT',
  dealer_reach: 'SELECT',
  delivery: ownRights,
  erasure: 'INSERT SELECT UPDATE',
  erasure_item: 'INSERT SELECT UPDATE',
  event: 'INSERT SELECT',
  merged_customer: 'SELECT',
  mutation_call: 'INSERT SELECT UPDATE',
  open_case: 'SELECT',
  sharing_refused: 'SELECT',
  subscription: 'INSERT SELECT',
}

let owner: pg.Client
beforeAll(async () => {
  const url = await createDatabase(inject('postgres'), { name: `test_${randomUUID()}`, from: 'template_autograph' })
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
})
afterAll(() => owner.end())

const names = async (text: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await owner.query<{ name: string }>(text, [...values])).rows.map(({ name }) => name)

const logins = `select role_name from platform.login where schema_name = any(array['customer', 'erp_adapter', 'marketing', 'sales', 'service'])`

const unguarded = 'not (relrowsecurity and relforcerowsecurity)'
const everybodyReads = `(${unguarded} or exists (
  select from pg_policy where polrelid = pg_class.oid and polcmd = 'r' and pg_get_expr(polqual, polrelid) = 'true'))`

test.each(Object.keys(withoutTenants))('every table of %s has forced row security, or is on the list', async schema => {
  const open = await names(
    `select relname as name from pg_class
     where relnamespace = $1::regnamespace and relkind in ('r', 'p') and ${everybodyReads} order by relname`,
    [schema],
  )
  expect(open).toEqual(withoutTenants[schema])
})

test('what everybody reads is guarded for writing, or no login may write it', async () => {
  const open = await names(
    `select relname as name from pg_class
     where relnamespace::regnamespace::text = any($1) and relkind in ('r', 'p') and ${unguarded}
       and exists (select from aclexplode(relacl) as granted where grantee <> relowner and privilege_type <> 'SELECT')`,
    [Object.keys(withoutTenants)],
  )
  expect(open).toEqual([])
})

test('a table that everybody reads has no column for a person, a dealer’s business or a secret', async () => {
  const columns = await names(
    `select table_schema || '.' || table_name || '.' || column_name as name
     from information_schema.columns
     join pg_class on pg_class.oid = format('%I.%I', table_schema, table_name)::regclass and ${everybodyReads}
     where table_schema = any($1) and column_name ~
       '(customer|owner|buyer|seller|person|employee|contact|phone|email|secret|password|birth|family_name|given_name|display_name)'
     order by 1`,
    [['platform', ...registry.map(({ subgraph }) => schemaNameOf(subgraph.name))]],
  )
  // A dealer's own telephone is for everybody.
  expect(columns).toEqual(['sales.dealer.phone'])
})

test.each(['ingest_sender', 'kept_apart_event', 'signed_message', 'supplier'])(
  'erp_adapter.%s has forced row security',
  async table => {
    const guarded = await names(
      `select relname as name from pg_class where oid = $1::regclass and relrowsecurity and relforcerowsecurity`,
      [`erp_adapter.${table}`],
    )
    expect(guarded).toEqual([table])
  },
)

test('no table is open to all for writing', async () => {
  const open = await names(
    `select schemaname || '.' || tablename || ': ' || policyname as name from pg_policies
     where policyname <> 'owner' and cmd <> 'SELECT' and (coalesce(qual, with_check) = 'true' or with_check = 'true')
       or coalesce(qual, with_check) is null order by 1`,
  )
  expect(open).toEqual([])
})

test('the policy of the owner is for him alone', async () => {
  const others = await names(
    `select polname as name from pg_policy where polname = 'owner'
     and polroles <> array[(select relowner from pg_class where oid = polrelid)]`,
  )
  expect(others).toEqual([])
})

test('a view sees what its reader sees', async () => {
  const views = await names(
    `select relnamespace::regnamespace || '.' || relname as name from pg_class
     where relkind in ('v', 'm') and relnamespace::regnamespace::text = any($1)
       and not coalesce(reloptions, '{}') @> '{security_invoker=true}'`,
    [['platform', ...registry.map(({ subgraph }) => schemaNameOf(subgraph.name))]],
  )
  expect(views).toEqual([])
})

test('functions that see more than their caller are those of the list', async () => {
  const found = await names(
    `select pronamespace::regnamespace || '.' || proname as name from pg_proc
     where prosecdef and pronamespace::regnamespace::text <> 'pg_catalog' order by 1`,
  )
  expect(found).toEqual(definers)
})

test('a login owns nothing, is nobody else and may do nothing beyond its tables', async () => {
  const strong = await names(
    `select rolname as name from pg_roles where rolname in (${logins})
     and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`,
  )
  expect(strong).toEqual([])
  const members = await names(
    `select member::regrole::text as name from pg_auth_members
     where member in (select oid from pg_roles where rolname in (${logins}))`,
  )
  expect(members).toEqual([])
  const owned = await names(
    `select objid::text as name from pg_shdepend where deptype = 'o' and refclassid = 'pg_authid'::regclass
     and refobjid in (select oid from pg_roles where rolname in (${logins}))`,
  )
  expect(owned).toEqual([])
})

test.each(registry.map(({ subgraph }) => schemaNameOf(subgraph.name)))(
  '%s has the rights of the list',
  async schema => {
    const { rows } = await owner.query<{ table: string; rights: string }>(
      `select relnamespace::regnamespace || '.' || relname as table, string_agg(privilege_type, ' ' order by privilege_type) as rights
     from pg_class cross join lateral aclexplode(relacl) as granted
     where relkind in ('r', 'p', 'v', 'm') and grantee = (
       select pg_roles.oid from pg_roles join platform.login on rolname = role_name where schema_name = $1)
       and privilege_type <> 'MAINTAIN'
     group by 1 order by 1`,
      [schema],
    )
    const tables = await names(
      `select relname as name from pg_class
     where relnamespace = $1::regnamespace and relkind in ('r', 'p') and relname <> 'migration'`,
      [schema],
    )
    const expected = [
      ...Object.entries(platformRights).map(([table, rights]) => ({ table: `platform.${table}`, rights })),
      ...tables.map(table => ({ table: `${schema}.${table}`, rights: ownRights })),
    ]
    const byTable = (a: { table: string }, b: { table: string }): number => (a.table < b.table ? -1 : 1)
    expect(rows.toSorted(byTable)).toEqual(expected.toSorted(byTable))
  },
)

test('to everybody nothing is given but the catalogue', async () => {
  const given = await names(
    `select relnamespace::regnamespace || '.' || relname as name from pg_class cross join lateral aclexplode(relacl) as granted
     where grantee = 0 and relnamespace::regnamespace::text = any($1)`,
    [['platform', ...registry.map(({ subgraph }) => schemaNameOf(subgraph.name))]],
  )
  expect(given).toEqual([])
})
